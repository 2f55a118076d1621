package io.atflux.simulation;

import io.atflux.Discipline;
import io.atflux.SessionState;
import io.atflux.error.AtConnectionException;
import io.atflux.line.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the session's writes. They are judged by the bytes that reached the session, never by the session's own
 * state:
 *
 * <ul>
 * <li>nothing while the session waits for a reply, in strict discipline also for a result code;
 * <li>nothing but a re-send of the same command while a reply is owed, before a probe's own answer came after it;
 * <li>no probe before the drain window is over;
 * <li>nothing of another caller during an exclusive turn.
 * </ul>
 */
final class WirePromises {

    private static final long DRAIN = 3_000_000_000L;
    /** For this time, an answer from before a restart may still come. */
    private static final long RESTART = 3_000_000_000L;
    /** For this time after a command line the modem ignores characters (V.250 5.6.1). */
    private static final long DEAF = 125_000_000L;

    private final World world;
    private final List<Attempt> owed = new ArrayList<>();
    /** Words that were not answered. */
    private final List<Attempt> words = new ArrayList<>();

    private @Nullable Attempt last;
    private @Nullable Attempt lastWritten;
    /** The last line that resets the settings that may hide answers. */
    private @Nullable Attempt settingBack;

    private long reconnectedAt;
    private int sessions;
    private int restarts;
    final Memory memory;

    WirePromises(World world) {
        this.world = world;
        this.memory = new Memory(world);
    }

    /** Another session: the writes of the one before are owed, and from now on only the drain window waits for them. */
    void reconnected(boolean forgets) {
        reconnectedAt = world.time.now();
        world.texts.textsAreOver();
        sessions++;
        if (world.modem.isBusy()) {
            world.hazards.count(Hazard.SESSIONS_ON_A_BUSY_MODEM);
        }
        if (world.modem.sessionsBuffered() > 1) {
            world.hazards.count(Hazard.SEVERAL_SESSIONS_BUFFERED);
        }
        if (forgets) {
            memory.lost(sessions, owed);
            world.payloads.lost();
            owed.clear();
            last = null;
        }
        for (Attempt attempt : owed) {
            attempt.until = Math.min(attempt.until, reconnectedAt);
        }
        if (!owed.isEmpty()) {
            world.hazards.count(Hazard.RECONNECTED_WHILE_A_REPLY_WAS_OWED);
        }
        if (world.modem.isInDataEntry()) {
            world.hazards.count(Hazard.RECONNECTED_DURING_A_DATA_ENTRY);
        }
        for (Ticket ticket : world.callers.tickets) {
            Attempt attempt = ticket.last;
            if (attempt != null
                    && attempt.answered
                    && ticket.order.kind().isAsynchronous()
                    && ticket.error instanceof AtConnectionException) {
                world.hazards.count(Hazard.RECONNECTED_WHILE_A_RESULT_WAS_OWED);
            }
        }
    }

    /** The last command that was written in this session or an earlier one. */
    @Nullable
    Attempt last() {
        return last;
    }

    boolean isOld(Attempt attempt) {
        return attempt.written < reconnectedAt;
    }

    void written(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.equals("\u001b")) {
            world.payloads.escape(bytes, lastWritten);
        } else if (text.equals("\n") && settingBack != null) {
            world.cable.toModem(bytes, settingBack, false);
        } else if (text.equals(String.valueOf(Order.ABORT))) {
            abort(bytes);
        } else if (text.startsWith("AT") && text.indexOf('\r') == text.length() - 1) {
            command(text.substring(0, text.length() - 1), bytes);
        } else {
            world.payloads.written(bytes, last);
        }
    }

    private void abort(byte[] bytes) {
        world.trace(">> abort");
        world.hazards.count(Hazard.ABORT_WRITTEN);
        Attempt running = last;
        long now = world.time.now();
        if (running == null
                || running != lastWritten
                || running.order().kind() != Kind.ABORTED
                || (running.answered
                        && !world.excuses.forgives(Excuse.REPLY_DAMAGED, running.written)
                        && !memory.forgives(running))
                || running.aborted) {
            world.violate("an abort that no command asked for: " + running);
            return;
        }
        Ticket ticket = running.ticket;
        if (ticket != null && !ticket.isOver() && !ticket.isCutOff() && now < running.until) {
            world.violate(running + " was aborted, and its caller waits for it");
        }
        if (now < running.written + DEAF) {
            world.violate(running + " was aborted when the modem could not hear it yet");
        }
        running.aborted = true;
        // It is owed from now on.
        running.until = Math.min(running.until, now);
        world.cable.toModem(bytes, running, true);
    }

    private void command(String text, byte[] bytes) {
        world.trace(">> ", text);
        long now = world.time.now();
        Ticket ticket = world.callers.writer(text);
        if (ticket == null && !Probes.is(text)) {
            world.violate("written for no command: " + text);
            return;
        }
        lineMustBeFree(text);
        turnMustAllow(ticket, text);
        nothingMayOvertake(ticket, text);
        if (ticket == null) {
            world.texts.probeWritten();
            drainMustBeOver(text);
        } else {
            nothingMayBeOwedTo(ticket);
        }
        long allowance = 2 * world.script.setup().lineDelay();
        Attempt attempt = new Attempt(
                ticket,
                text,
                now,
                ticket == null ? 0 : ticket.attempts,
                sessions,
                now + allowance + (ticket == null ? 0 : limit(ticket)));
        lastWritten = attempt;
        if (ticket == null) {
            if (Probes.isSettingBack(text)) {
                settingBack = attempt;
                world.hazards.count(Hazard.SET_BACK);
            }
            words.add(attempt);
        } else {
            begin(ticket, attempt);
        }
        world.cable.toModem(bytes, attempt, false);
    }

    /** The modem has finished the command that others were allowed to overtake. */
    void overtakenAnswers(Attempt attempt) {
        if (world.time.now() > attempt.until + DRAIN) {
            world.hazards.count(Hazard.OVERTAKEN_FOR_LONGER_THAN_THE_DRAIN);
        }
        boolean later = world.callers.tickets.stream()
                .map(ticket -> ticket.last)
                .anyMatch(other -> other != null && other.written > attempt.written && other.answered);
        if (later) {
            world.hazards.count(Hazard.ANSWERED_AFTER_A_LATER_ONE);
        }
    }

    /** While the modem may still execute it, nothing else is written: even a proof would prove nothing. */
    private void nothingMayOvertake(@Nullable Ticket ticket, String text) {
        for (Attempt attempt : owed) {
            if (attempt.order().kind() == Kind.OVERTAKEN
                    && attempt.ticket != ticket
                    && !attempt.restarted
                    && world.time.now() < attempt.written + Order.OVERTAKEN
                    && !world.excuses.forgives(Excuse.REPLY_DAMAGED, attempt.written)
                    && !memory.forgives(attempt)) {
                world.violate(text + " was written while the modem may still be at " + attempt);
            }
        }
    }

    private static long limit(Ticket ticket) {
        return ticket.order.kind().hasData() ? ticket.order.promptTimeout() : ticket.order.timeout();
    }

    private void begin(Ticket ticket, Attempt attempt) {
        if (ticket.isOver()) {
            world.violate(ticket.order.token() + " was written after its end");
        }
        if (ticket.restarted || (ticket.turn != null && ticket.turn.restarted)) {
            world.violate(ticket.order.token() + ", or its turn, was written again after a restart was told");
        }
        last = attempt;
        owed.add(attempt);
        if (ticket.order.kind() == Kind.SECRET) {
            world.hazards.count(Hazard.SECRET_WRITTEN);
        }
        if (ticket.order.kind().hasData()) {
            world.payloads.begun(attempt);
        }
        memory.written(attempt);
        world.callers.countTwin(ticket, Hazard.WRITTEN_WHILE_THE_SAME_TEXT_IS_OWED);
        ticket.attempts++;
        ticket.last = attempt;
        if (ticket.firstWrite < 0) {
            ticket.firstWrite = attempt.written;
            if (ticket.order.cancelFromWrite() && ticket.order.cancel() >= 0) {
                world.time.after(ticket.order.cancel(), () -> world.callers.cancel(ticket));
            }
        }
        TurnTicket turn = ticket.turn;
        if (turn != null && !turn.begun) {
            turn.begun = true;
            turn.firstWrite = attempt.written;
        }
    }

    private void lineMustBeFree(String text) {
        Attempt before = last;
        if (before != null
                && !before.relieved
                && !before.answered
                && world.time.now() < before.until
                && before.order().kind() != Kind.LONELY
                && !isHalfHeard(before)
                && !memory.forgives(before)) {
            world.violate(text + " was written while the reply to " + before + " was waited for");
        }
        for (Ticket ticket : world.callers.live) {
            if (holdsTheLine(ticket)) {
                world.violate(text + " was written while " + ticket.order.token() + " held the line");
            }
        }
    }

    /** The final result of an earlier attempt was damaged, so that another line may have completed it. */
    private boolean isHalfHeard(Attempt again) {
        Ticket ticket = again.ticket;
        boolean granted = ticket != null && again.number > 0 && ticket.finalDamaged;
        return world.excuses.forgives(Excuse.REPLY_DAMAGED, granted);
    }

    private boolean holdsTheLine(Ticket ticket) {
        if (ticket.isOver()
                || world.slack() > 0
                || ticket.attempts == 0
                || !ticket.order.kind().isAsynchronous()) {
            return false;
        }
        Discipline bySession = world.script.setup().discipline();
        boolean waits = ticket.order.retry().resends() == 0
                || (ticket.awaiting >= 0 && world.time.now() < ticket.awaiting + ticket.order.timeout());
        boolean keeps = ticket.order.keepsTheLine(bySession);
        if (waits && !keeps && bySession == Discipline.STRICT) {
            world.hazards.count(Hazard.LINE_GIVEN_BACK_BY_A_COMMAND);
        }
        return waits && keeps;
    }

    private void turnMustAllow(@Nullable Ticket ticket, String text) {
        long now = world.time.now();
        for (TurnTicket turn : world.callers.turns) {
            boolean runs = turn.begun && !turn.over && now < turn.endsBy;
            if (runs && ticket != null && ticket.turn != turn) {
                world.violate(text + " was written within a turn that it does not belong to");
            }
        }
    }

    private void nothingMayBeOwedTo(Ticket ticket) {
        for (Attempt attempt : owed) {
            if (attempt.aborted && !memory.forgives(attempt)) {
                world.violate(ticket.order.wire() + " was written while the end of " + attempt + ", aborted, was owed");
            }
            if (attempt.ticket != ticket && !memory.forgives(attempt)) {
                world.violate(ticket.order.wire() + " was written while the reply to " + attempt
                        + " was owed, without a resynchronisation");
            }
        }
    }

    private void drainMustBeOver(String text) {
        Attempt only = owed.size() == 1 ? owed.get(0) : null;
        if (only != null
                && only == last
                && only.number == 0
                && only.order().kind() != Kind.LONELY
                && !only.restarted
                && world.time.now() < only.until + DRAIN
                && !memory.forgives(only)) {
            world.violate(text + " was written before the drain window of " + only + " was over");
        }
    }

    /** The number of restarts that the session was told of: each ends turns, and gives running commands more time. */
    long restarts() {
        return restarts;
    }

    /** The session goes on without a proof; this is wrong if a reply is still to come. */
    void presumed() {
        Probes.Skill skill = world.script.setup().skill();
        if (skill == Probes.Skill.SINGLE && !(owed.isEmpty() && words.isEmpty())) {
            doubt(Excuse.PRESUMED);
        }
    }

    void doubt(Excuse why) {
        memory.doubt(why, owed);
    }

    /** The session knows of a restart: it gives running commands three seconds more, then it resynchronises. */
    void restarted(AtLine line) {
        world.hazards.count(Hazard.RESTART_TOLD);
        restarts++;
        // An unannounced restart shows in the echo of a later write.
        boolean announced = line.text().equals(Modem.BANNER);
        world.callers.live.stream()
                .filter(ticket -> ticket.attempts > 0 && (announced || ticket.firstWrite < world.modem.resetAt()))
                .forEach(ticket -> ticket.restarted = true);
        world.callers.turns.stream().filter(turn -> turn.begun).forEach(turn -> {
            turn.endsBy = Math.min(turn.endsBy, world.time.now() + RESTART);
            turn.restarted |= announced || turn.firstWrite < world.modem.resetAt();
        });
        Attempt running = last;
        if (running != null && !running.answered) {
            running.until = Math.min(running.until, world.time.now() + RESTART);
            running.restarted = true;
            world.hazards.count(Hazard.RESTART_TOLD_WHILE_A_COMMAND_RUNS);
            if (running.prompted) {
                world.hazards.count(Hazard.RESTART_TOLD_IN_DATA_ENTRY);
            }
        }
    }

    /** A frame is whole on the session's side; its bytes are delivered next. */
    void arrived(Frame frame) {
        world.trace("<< ", frame);
        world.texts.arrives(frame);
        Attempt attempt = frame.attempt;
        if (frame.damaged) {
            world.excuses.somethingDamaged();
            world.payloads.atRisk(frame);
            if (frame.kind == Frame.Kind.FINAL && attempt != null && attempt.ticket != null) {
                attempt.ticket.finalDamaged = true;
            }
            world.payloads.damagedWhile(last);
        }
        world.payloads.arrived(frame);
        if (attempt == null) {
            if (frame.isLookalike()) {
                words.forEach(word -> word.lookalikes++);
            }
            return;
        }
        switch (frame.kind) {
            case ECHO -> {
                if (ReplyPromises.leaks(frame.text)) {
                    world.hazards.count(Hazard.SECRET_ECHOED);
                }
            }
            case FINAL -> answered(attempt);
            case LINE -> {
                attempt.lines += frame.begun ? 0 : 1;
                frame.begun = true;
            }
            case RESULT -> result(attempt);
            case COUNTED -> counted(attempt, frame);
            default -> {}
        }
    }

    /** The result code that a recheck made the session wait for came, or one that it may take for it. */
    private void result(Attempt attempt) {
        Ticket ticket = attempt.ticket;
        memory.result(attempt);
        if (isOld(attempt)) {
            world.hazards.count(Hazard.OLD_RESULT_AFTER_RECONNECT);
        }
        if (ticket != null) {
            ticket.results++;
        }
        if (ticket != null && ticket.awaiting >= 0 && !ticket.isOver()) {
            world.hazards.count(Hazard.SETTLED_BY_AWAITING);
            ticket.awaiting = -1;
        }
    }

    private void counted(Attempt attempt, Frame frame) {
        boolean late = world.time.now() >= attempt.until;
        if (!frame.begun) {
            frame.begun = true;
            world.hazards.count(late ? Hazard.COUNTED_ANSWER_LATE : Hazard.COUNTED_ANSWER);
            attempt.lateBytes = late;
        } else if (late && !attempt.lateBytes) {
            world.hazards.count(Hazard.COUNTED_ANSWER_CUT_BY_A_TIME_OUT);
        }
    }

    private void answered(Attempt attempt) {
        words.removeIf(word -> word.written <= attempt.written);
        if (attempt.isProbe()) {
            // The session judges damage that leaves the line readable. If a line was lost, a lookalike may take its
            // place: with
            // the word's own final result the session is in step all the same.
            int lines = Probes.lines(attempt.wire);
            if (lines >= attempt.lines && lines <= attempt.lines + attempt.lookalikes) {
                owed.removeIf(earlier -> earlier.written <= attempt.written);
                memory.proved(attempt);
            }
            return;
        }
        if (isOld(attempt)) {
            world.hazards.count(Hazard.OLD_FINAL_AFTER_RECONNECT);
        }
        if (attempt != last && last != null && last.ticket == attempt.ticket) {
            last.relieved = true;
            world.hazards.count(Hazard.LATE_REPLY_DURING_A_RESEND);
        } else if (world.time.now() >= attempt.until) {
            SessionState state = world.session.state();
            world.hazards.count(
                    state == SessionState.RESYNCING
                            ? Hazard.LATE_REPLY_DURING_A_PROBE
                            : world.inside.queued() > 0
                                    ? Hazard.LATE_REPLY_WHILE_DRAINING
                                    : Hazard.LATE_REPLY_WHILE_IDLE);
        }
        Ticket answered = attempt.ticket;
        if (attempt != last && last != null && last.ticket != answered && last.wire.equals(attempt.wire)) {
            world.hazards.count(Hazard.LATE_REPLY_WHILE_THE_SAME_TEXT_RUNS);
        }
        if (answered != null
                && answered.order.own() == Discipline.STRICT
                && world.script.setup().discipline() == Discipline.INTERLEAVED
                && !answered.isOver()
                && world.inside.queued() > 0) {
            world.hazards.count(Hazard.LINE_KEPT_BY_A_COMMAND);
        }
        attempt.answered = true;
        owed.remove(attempt);
    }
}
