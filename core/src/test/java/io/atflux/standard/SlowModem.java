package io.atflux.standard;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A modem that keeps its input while a command runs, and carries all of it out in order, for any later connection as
 * well.
 */
final class SlowModem {

    private static final Pattern ASKING = Pattern.compile("[+](CMGS|MIPSEND)=", Pattern.CASE_INSENSITIVE);

    private record In(byte value, Written from) {}

    private final VirtualClock clock;
    private final SerialLine line;
    private final Habits habits;
    private final Random random;
    private final Answers answers;
    private final Format format;
    private final Supplier<@Nullable Printed> unasked;
    private final Deque<In> received = new ArrayDeque<>();
    private final StringBuilder command = new StringBuilder();
    private final List<Execution> executions = new ArrayList<>();
    private final List<Printed> held = new ArrayList<>();
    private boolean busy;
    private @Nullable Execution entering;
    private @Nullable Answer running;
    private @Nullable Answer afterEntry;
    private final ByteArrayOutputStream entered = new ByteArrayOutputStream();
    private int entries;
    private int life;
    private boolean off;
    private boolean searchesBeside;

    /** @param unasked supplies each unsolicited line; null for none */
    SlowModem(
            VirtualClock clock,
            SerialLine line,
            Habits habits,
            Answers answers,
            Supplier<@Nullable Printed> unasked,
            Random random) {
        this.clock = clock;
        this.line = line;
        this.habits = habits;
        this.random = random;
        this.answers = answers;
        format = answers.format();
        this.unasked = unasked;
        line.leadsTo(this::receive);
        unaskedLater();
    }

    List<Execution> executions() {
        return executions;
    }

    /** Whether it waits for text, or a command in its queue will. */
    boolean asksOrWill() {
        StringBuilder unread = new StringBuilder(command);
        received.forEach(in -> unread.append((char) (in.value & 0xff)));
        return entering != null
                || running != null && running.asks()
                || ASKING.matcher(unread).find();
    }

    /** From now on {@code AT+COPS=?} keeps no other command waiting. */
    void searchesBeside() {
        searchesBeside = true;
    }

    /** Another host sets Q, V and S4 back; the running command goes on. */
    void forgetsItsFormat() {
        format.forgetResults();
    }

    /** Restarts, which takes some seconds: its queue, and input meanwhile, is lost. */
    void restarts() {
        life++;
        off = true;
        received.clear();
        command.setLength(0);
        held.clear();
        entering = null;
        busy = false;
        running = null;
        answers.restart();
        line.silence();
        int begun = life;
        clock.after(Duration.ofMillis(2_000 + random.nextInt(8_000)), () -> {
            if (life == begun) {
                off = false;
                later(random.nextInt(3_000), () -> printNotice(Printed.notice("AT command ready")));
                later(random.nextInt(9_000), () -> printNotice(Printed.notice("+SIM READY")));
            }
        });
    }

    /** Runs the task, unless the modem restarts before. */
    private void later(long millis, Runnable task) {
        int begun = life;
        clock.after(Duration.ofMillis(millis), () -> {
            if (life == begun) {
                task.run();
            }
        });
    }

    /** Prints it now, or as soon as the state allows it. */
    void prints(Printed printed) {
        printUnasked(printed);
    }

    private void receive(Written bytes) {
        if (off) {
            return;
        }
        for (byte b : bytes.bytes()) {
            received.add(new In(b, bytes));
            if (format.echo() && habits.echoesAtOnce() && entering == null && isEchoed(b)) {
                line.print(String.valueOf((char) (b & 0xff)));
            }
        }
        read();
    }

    /** Bytes outside of a command line are not echoed. */
    private static boolean isEchoed(byte value) {
        return value == '\r' || value >= ' ';
    }

    private void read() {
        while (!busy && !received.isEmpty()) {
            In next = received.remove();
            if (entering != null) {
                enter(next.value);
                continue;
            }
            if (format.echo() && !habits.echoesAtOnce() && isEchoed(next.value)) {
                line.print(String.valueOf((char) (next.value & 0xff)));
            }
            if (next.value == '\r') {
                String whole = command.toString();
                command.setLength(0);
                carryOut(whole, next.from);
            } else if (next.value == 0x1b) {
                command.setLength(0);
            } else if (next.value != '\n') {
                command.append((char) (next.value & 0xff));
            }
        }
    }

    private void carryOut(String whole, Written from) {
        if (CommandLine.start(whole) < 0) {
            return;
        }
        Execution execution = new Execution(whole, whole.equals(from.text()) ? from : null);
        executions.add(execution);
        Answer answer = whole.length() > habits.lineLimit()
                ? answers.error(Duration.ofMillis(2), 0)
                : answers.to(CommandLine.commands(whole));
        if (searchesBeside && whole.equalsIgnoreCase("AT+COPS=?")) {
            later(Math.min(answer.time.toMillis(), 170_000), () -> endSearch(execution, answer));
            return;
        }
        busy = true;
        running = answer;
        later(answer.time.toMillis(), () -> {
            if (answer.asks()) {
                Printed prompt = new Printed(execution, ">");
                execution.prompt = prompt;
                line.print(format.end(), prompt, " ");
                entering = execution;
                afterEntry = answer;
                entered.reset();
                waitForEntry(++entries);
            } else {
                end(execution, answer);
            }
            busy = false;
            running = null;
            read();
        });
    }

    private void endSearch(Execution execution, Answer answer) {
        if (busy || entering != null) {
            later(10, () -> endSearch(execution, answer));
        } else {
            end(execution, answer);
        }
    }

    /** 30 s after the last received byte without an end, the module gives up. */
    private void waitForEntry(int number) {
        later(30_000, () -> {
            Execution open = entering;
            if (open != null && entries == number) {
                entering = null;
                end(open, Answer.no(Duration.ZERO, "+CMS ERROR: 332"));
                read();
            }
        });
    }

    private void enter(byte value) {
        Execution open = entering;
        Answer answer = afterEntry;
        if (open == null || answer == null) {
            return;
        }
        entered.write(value);
        if (answer.entry == Answer.TEXT ? value == 0x1a : entered.size() == answer.entry) {
            open.entered = entered.toByteArray();
            entering = null;
            busy = true;
            later(random.nextInt(random.nextInt(4) == 0 ? 20_000 : 100), () -> {
                end(open, answer);
                busy = false;
                read();
            });
        } else if (answer.entry == Answer.TEXT && value == 0x1b) {
            entering = null;
            end(open, Answer.ok(Duration.ZERO));
        } else {
            waitForEntry(++entries);
        }
    }

    private void end(Execution execution, Answer answer) {
        boolean first = true;
        for (String text : answer.lines) {
            Printed printed = new Printed(execution, text);
            execution.lines.add(printed);
            print(printed, first || habits.leadsEach());
            first = false;
        }
        if (!format.quiet()) {
            Printed printed = new Printed(execution, format.result(answer.result));
            execution.result = printed;
            printResult(printed);
        }
        held.forEach(this::printNotice);
        held.clear();
        if (!answer.settled.isEmpty()) {
            Printed code = Printed.resultCode(answer.settled);
            execution.settled = code;
            later(answer.settledAfter.toMillis(), () -> printUnasked(code));
        }
    }

    private void print(Printed printed, boolean lead) {
        line.print(lead ? format.lead() : "", printed, format.end());
    }

    private void printResult(Printed printed) {
        line.print(format.resultLead(printed.text()), printed, format.resultEnd(printed.text()));
    }

    /** An unsolicited result code, which Q1 suppresses as well. */
    private void printNotice(Printed printed) {
        if (!format.quiet()) {
            line.print(format.end(), printed, format.end());
        }
    }

    private void unaskedLater() {
        long millis = (long) (random.nextDouble() * 2 * habits.unasked().toMillis());
        clock.after(Duration.ofMillis(millis), () -> {
            Printed printed = unasked.get();
            if (printed != null && !off) {
                printUnasked(printed);
            }
            unaskedLater();
        });
    }

    private void printUnasked(Printed printed) {
        if ((busy || entering != null) && !habits.interrupts()) {
            held.add(printed);
        } else {
            printNotice(printed);
        }
    }
}
