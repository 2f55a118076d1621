package io.atflux.simulation;

import io.atflux.SessionState;
import io.atflux.simulation.Behaviour.Ending;
import io.atflux.simulation.Behaviour.Result;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * A modem's AT engine, written independently of the session: it runs one command at a time and queues further input;
 * data entry takes every byte as data; asynchronous operations, one for each client, go on after OK.
 */
final class Modem {

    /** @param damaged whether this byte or another one of the same write was damaged */
    private record Byte1(byte value, Attempt attempt, boolean damaged) {}

    static final String BANNER = "AT command ready";

    /** A little less than the time in the standard: for this time after a command line, characters are ignored. */
    private static final long DEAF = 100_000_000L;

    private final World world;
    private final Setup setup;
    private final ArrayDeque<Byte1> input = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final Map<Integer, Integer> executions = new HashMap<>();
    private final Map<Integer, Integer> received = new HashMap<>();
    private final Set<Integer> confirmed = new HashSet<>();
    private final Set<Integer> refused = new HashSet<>();
    private final Attempt[] pending = new Attempt[3];
    private boolean echo;
    private boolean busy;
    private boolean booting;
    private int probes;
    private int urcs;
    private long epoch;
    private long resetAt;
    private @Nullable DataEntry data;

    boolean isInDataEntry() {
        return data != null;
    }

    private @Nullable Attempt abortable;
    /** When the modem began the command that can be aborted. */
    private long started;

    Modem(World world) {
        this.world = world;
        this.setup = world.script.setup();
        this.echo = setup.echo();
    }

    boolean inData() {
        return data != null;
    }

    boolean isBusy() {
        return busy;
    }

    int executions(int id) {
        return executions.getOrDefault(id, 0);
    }

    boolean isConfirmed(int id) {
        return confirmed.contains(id);
    }

    boolean isRefused(int id) {
        return refused.contains(id);
    }

    void refused(Attempt attempt) {
        if (!attempt.isProbe()) {
            refused.add(attempt.order().id());
        }
    }

    void echo(boolean on) {
        echo = on;
    }

    /** When the modem last forgot its commands. */
    long resetAt() {
        return resetAt;
    }

    void reset() {
        world.hazards.count(
                inData() ? Hazard.RESET_IN_DATA_ENTRY : busy ? Hazard.RESET_DURING_A_COMMAND : Hazard.RESET_WHILE_IDLE);
        epoch++;
        resetAt = world.time.now();
        input.clear();
        line.setLength(0);
        java.util.Arrays.fill(pending, null);
        busy = false;
        abortable = null;
        if (data != null) {
            data.close();
            data = null;
        }
        echo = true;
        if (setup.extras().boots()) {
            boot();
        } else {
            banner();
        }
    }

    /** The restart takes time, and the modem hears nothing meanwhile. */
    private void boot() {
        booting = true;
        later(100_000_000L * (2 + urcs % 40), () -> {
            booting = false;
            banner();
        });
    }

    private void banner() {
        world.cable.toHost(new Frame(Frame.Kind.LINE, "\r\n" + BANNER + "\r\n", null, -1));
        urc(false);
    }

    /** Runs this after a time, unless the modem restarted. */
    Disposable later(long delay, Runnable action) {
        long then = epoch;
        return world.time.after(delay, () -> {
            if (epoch == then) {
                action.run();
            }
        });
    }

    void receive(byte[] bytes, Attempt attempt, boolean damaged) {
        if (booting) {
            return;
        }
        boolean lost = damaged;
        for (byte b : bytes) {
            if (busy && input.size() >= setup.extras().buffer()) {
                lost = overflown(attempt);
            } else {
                input.add(new Byte1(b, attempt, lost));
            }
        }
        consume();
    }

    private boolean overflown(Attempt attempt) {
        world.hazards.count(Hazard.BUFFER_OVERFLOWN);
        attempt.grant(Excuse.WRITE_DAMAGED);
        world.excuses.somethingDamaged();
        return true;
    }

    /** The number of sessions whose command lines wait. */
    long sessionsBuffered() {
        return input.stream().map(b -> b.attempt().session).distinct().count();
    }

    private void consume() {
        while (!input.isEmpty()) {
            Attempt running = abortable;
            DataEntry open = data;
            if (open == null && busy && running == null) {
                return;
            }
            Byte1 next = input.remove();
            if (open != null) {
                open.take(next.value(), next.damaged());
            } else if (running != null) {
                if (world.time.now() - started < DEAF) {
                    continue;
                }
                // The character aborts the command, and is lost.
                abortable = null;
                boolean meant = next.attempt() == running;
                world.hazards.count(meant ? Hazard.ABORTED_AS_MEANT : Hazard.ABORTED_BY_A_CHARACTER);
                finish(running, meant ? setup.abortAnswer() : Ending.ERROR);
            } else {
                take(next);
            }
        }
    }

    private void take(Byte1 next) {
        if (next.value() == Order.ABORT && next.attempt().aborted && line.length() == 0) {
            world.hazards.count(Hazard.ABORT_CROSSED_THE_FINAL);
        }
        if (next.value() != '\r') {
            line.append((char) (next.value() & 0xff));
            return;
        }
        String all = line.toString();
        line.setLength(0);
        int start = all.indexOf("AT");
        if (start >= 0) {
            String command = all.substring(start);
            if (echo) {
                between(next.attempt(), 0, Hazard.URC_BEFORE_THE_ECHO);
                world.cable.toHost(new Frame(Frame.Kind.ECHO, command + "\r", next.attempt(), -1));
            }
            execute(command, next.attempt());
        }
    }

    private void execute(String command, Attempt attempt) {
        busy = true;
        Ticket ticket = attempt.ticket;
        if (ticket == null || !ticket.order.wire().equals(command)) {
            probeOrNonsense(command, attempt);
            return;
        }
        Order order = ticket.order;
        Behaviour does = order.behaviour(received.merge(order.id(), 1, Integer::sum) - 1);
        if (order.kind().hasData() || order.kind() == Kind.LONELY) {
            later(does.promptDelay(), () -> prompt(order, attempt, does));
            return;
        }
        if (order.kind() == Kind.OVERTAKEN) {
            beside(order, attempt, does);
            return;
        }
        if (does.early()) {
            information(order, attempt);
        }
        if (order.kind().isAbortable()) {
            abortable = attempt;
            started = world.time.now();
        }
        later(does.delay(), () -> {
            if (order.kind().isAbortable() && abortable != attempt) {
                return;
            }
            abortable = null;
            if (!does.early() && does.ending() != Ending.SILENCE) {
                information(order, attempt);
            }
            end(order, attempt, does);
        });
        consume();
    }

    /** The command runs beside later ones. */
    private void beside(Order order, Attempt attempt, Behaviour does) {
        busy = false;
        attempt.carriedOut = world.time.now();
        later(does.delay(), () -> {
            world.wire.overtakenAnswers(attempt);
            if (does.ending() != Ending.SILENCE) {
                information(order, attempt);
            }
            if (does.ending() == Ending.OK) {
                executions.merge(order.id(), 1, Integer::sum);
            }
            say(attempt, does.ending());
        });
        consume();
    }

    private void probeOrNonsense(String command, Attempt attempt) {
        // A damaged command is none of them.
        boolean known = Probes.isSettingBack(command) ? command.equals(attempt.wire) : Probes.is(command);
        List<String> answer = known ? Probes.answer(command, setup.skill()) : null;
        long[] delays = setup.probeDelays();
        later(answer == null ? 0 : delays[probes++ % delays.length], () -> {
            if (answer == null) {
                finish(attempt, Ending.ERROR);
                return;
            }
            echo &= !command.contains("E0");
            boolean disturbed = setup.disturbsProbes();
            if (disturbed) {
                world.hazards.count(Hazard.URC_BEFORE_A_PROBES_ANSWER);
                urc(false);
            }
            String lead = "\r\n";
            for (String line : answer) {
                world.cable.toHost(new Frame(Frame.Kind.LINE, lead + line + "\r\n", attempt, -1));
                lead = "";
                if (setup.extras().lookalikes() && disturbed && probes % 4 == 1) {
                    world.hazards.count(Hazard.UNASKED_LINE_WITHIN_A_PROBES_ANSWER);
                    lookalike();
                }
            }
            if (disturbed) {
                world.hazards.count(Hazard.URC_BEHIND_A_PROBES_ANSWER);
                urc(false);
            }
            finish(attempt, Ending.OK);
        });
    }

    private void information(Order order, Attempt attempt) {
        String crLf = "\r\n";
        Frame.Kind kind = order.kind() == Kind.READ ? Frame.Kind.COUNTED : Frame.Kind.LINE;
        for (String text : order.informationLines(state(world.callers.target(order)))) {
            // Directly after text, any receiver takes a line without a lead for text.
            between(attempt, 1, Hazard.URC_BEFORE_AN_INFORMATION_LINE, !crLf.isEmpty());
            world.cable.toHost(new Frame(kind, crLf + text + "\r\n", attempt, -1));
            crLf = "";
        }
    }

    /** The state of the command that is asked about: 1 for done, 2 for under way, 0 for neither. */
    private int state(Order order) {
        Attempt working = pending[order.client()];
        if (order.kind() == Kind.DIAL && !isConfirmed(order.id())) {
            return working != null && working.order() == order ? 2 : 0;
        }
        return executions(order.id()) > 0 ? 1 : 0;
    }

    private void end(Order order, Attempt attempt, Behaviour does) {
        Ending ending = does.ending();
        if (order.kind().isAsynchronous()) {
            boolean isBusy = pending[order.client()] != null && order.kind() != Kind.OPEN;
            if (ending == Ending.OK && isBusy) {
                world.hazards.count(Hazard.REFUSED_WHILE_PENDING);
                ending = Ending.ERROR;
            }
            if (ending == Ending.OK) {
                accept(order, attempt, does);
            }
        }
        boolean failsLater = order.kind().isAsynchronous() && does.result() == Result.FAILURE;
        if (ending == Ending.OK && !failsLater) {
            executions.merge(order.id(), 1, Integer::sum);
        }
        finish(attempt, ending);
    }

    private void accept(Order order, Attempt attempt, Behaviour does) {
        pending[order.client()] = attempt;
        if (does.result() == Result.NEVER) {
            later(does.resultDelay(), () -> release(order, attempt));
        } else if (does.resultFirst()) {
            result(order, attempt, does);
        } else {
            later(does.resultDelay(), () -> result(order, attempt, does));
        }
    }

    private void release(Order order, Attempt attempt) {
        if (pending[order.client()] == attempt) {
            pending[order.client()] = null;
        }
    }

    private void result(Order order, Attempt attempt, Behaviour does) {
        if (pending[order.client()] != attempt) {
            return;
        }
        pending[order.client()] = null;
        for (Attempt other : pending) {
            if (other != null && other.written < attempt.written) {
                world.hazards.count(Hazard.RESULTS_IN_ANOTHER_ORDER);
            }
        }
        long sent = world.time.now() + setup.lineDelay();
        // After the quarantine the attempts cannot be told apart; the modem has forgotten it by then.
        if (sent >= attempt.written + 2 * order.timeout()) {
            return;
        }
        between(attempt, 6, Hazard.URC_BEFORE_THE_RESULT_CODE);
        boolean success = does.result() == Result.SUCCESS;
        (success ? confirmed : refused).add(order.id());
        world.cable.toHost(new Frame(Frame.Kind.RESULT, "\r\n" + order.resultLine(success) + "\r\n", attempt, -1));
    }

    private void prompt(Order order, Attempt attempt, Behaviour does) {
        between(attempt, 2, Hazard.URC_BEFORE_THE_PROMPT);
        if (does.okFirst()) {
            world.hazards.count(Hazard.OK_BEFORE_THE_PROMPT);
            world.cable.toHost(new Frame(Frame.Kind.LINE, "\r\nOK\r\n", attempt, -1));
        }
        // After this silence the session cannot know of the data entry, and the next bytes are taken as data.
        if (world.time.now() >= attempt.until + DataEntry.IDLE
                || (order.outlastsDataEntry() && world.time.now() + setup.lineDelay() >= attempt.until)) {
            attempt.grant(Excuse.PROMPT_BEYOND_PATIENCE);
        }
        data = new DataEntry(world, this, order, attempt);
        world.cable.toHost(new Frame(Frame.Kind.PROMPT, setup.prompt(), attempt, -1));
        between(attempt, 3, Hazard.URC_BEHIND_THE_PROMPT);
        consume();
    }

    void dataComplete(Order order, Attempt attempt) {
        data = null;
        Behaviour does = order.behaviour(received.getOrDefault(order.id(), 1) - 1);
        later(does.delay(), () -> end(order, attempt, does));
    }

    void dataAborted(Attempt attempt, Ending ending) {
        data = null;
        finish(attempt, ending);
    }

    private void finish(Attempt attempt, Ending ending) {
        busy = false;
        say(attempt, ending);
        consume();
    }

    private void say(Attempt attempt, Ending ending) {
        if (ending != Ending.SILENCE) {
            between(attempt, 4, Hazard.URC_BEFORE_THE_FINAL);
            if (ending != Ending.OK) {
                refused(attempt);
            }
            world.cable.toHost(new Frame(Frame.Kind.FINAL, "\r\n" + ending.text + "\r\n", attempt, -1));
            between(attempt, 5, Hazard.URC_BEHIND_THE_FINAL);
        }
    }

    /** A result code at a boundary of the reply, if the script has one. */
    private void between(Attempt attempt, int boundary, Hazard hazard) {
        between(attempt, boundary, hazard, true);
    }

    private void between(Attempt attempt, int boundary, Hazard hazard, boolean mayBeText) {
        if (!attempt.isProbe() && (attempt.order().behaviour(attempt.number).urcs() & (1 << boundary)) != 0) {
            world.hazards.count(hazard);
            urc(mayBeText && (attempt.order().id() & 3) == boundary);
        }
    }

    /** A line like a probe's answer: an unsolicited notice of the modem. */
    private void lookalike() {
        String line =
                List.of("+CMEE: 1", "+CFUN: 1", "+CMEE: 2", "+IPR: 115200").get(urcs % 4);
        world.hazards.count(Hazard.UNASKED_LINE_LOOKS_LIKE_A_PROBES_ANSWER);
        world.cable.toHost(new Frame(Frame.Kind.URC, "\r\n" + line + "\r\n", null, -1));
    }

    private void message() {
        SessionState state = world.session.state();
        if (state == SessionState.BUSY) {
            world.hazards.count(Hazard.MESSAGE_WHILE_A_COMMAND_RUNS);
        } else if (state == SessionState.RESYNCING) {
            world.hazards.count(Hazard.MESSAGE_WHILE_PROBING);
        }
        world.cable.toHost(world.messages.next(urcs++));
    }

    private void countEnds() {
        Ends ends = setup.extras().ends();
        if (ends != Ends.CR_LF) {
            world.hazards.count(Hazard.valueOf("LINES_END_IN_" + ends));
        }
    }

    /** Prints an unsolicited result code. */
    void urc(boolean text) {
        countEnds();
        if (setup.extras().lookalikes() && urcs % 3 != 0) {
            lookalike();
        }
        if (setup.extras().messages() && urcs % 2 == 1) {
            message();
            return;
        }
        String token = Token.of('u', urcs);
        // Directly after text, any receiver takes a prompt without a line end before it for text.
        if (text && setup.prompt().startsWith("\r\n") && setup.extras().ends() == Ends.CR_LF) {
            world.hazards.count(Hazard.TEXT_IMITATES_A_FINAL);
            boolean gaps = setup.extras().gaps() && urcs % 2 == 0;
            String payload = gaps
                    ? world.messages.gapped()
                    : List.of("\r\nOK", "\r\nERROR\r\nOK", "\n+CME ERROR: 1", "\n> ")
                            .get(urcs % 4);
            world.cable.toHost(
                    new Frame(Frame.Kind.TEXT_URC, "\r\n+M: " + token + ",\"a>b" + payload + "\r\n", null, urcs++));
            return;
        }
        String name = urcs % 3 == 0 ? "+V: " : "+U: ";
        world.cable.toHost(new Frame(Frame.Kind.URC, "\r\n" + name + token + "\r\n", null, urcs++));
    }
}
