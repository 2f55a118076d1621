package io.atflux.standard;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A modem that keeps what it is sent while a command runs, and carries all of it out in order, whoever is connected by then. */
final class SlowModem {

    private static final String[] UNASKED = {"+CFUN: 1", "+CMEE: 2", "+CMEE: 1", "RING", "+CREG: 1", "+IPR: 115200"};

    private record In(byte value, Written from) {}

    private final VirtualClock clock;
    private final SerialLine line;
    private final Habits habits;
    private final Random random;
    private final Answers answers;
    private final Deque<In> received = new ArrayDeque<>();
    private final StringBuilder command = new StringBuilder();
    private final List<Execution> executions = new ArrayList<>();
    private final List<Printed> held = new ArrayList<>();
    private boolean busy;
    private @Nullable Execution entering;
    private @Nullable Answer afterEntry;
    private final ByteArrayOutputStream entered = new ByteArrayOutputStream();
    private int entries;

    SlowModem(VirtualClock clock, SerialLine line, Habits habits, Random random) {
        this.clock = clock;
        this.line = line;
        this.habits = habits;
        this.random = random;
        answers = new Answers(habits, random);
        line.leadsTo(this::receive);
        unaskedLater();
    }

    List<Execution> executions() {
        return executions;
    }

    /** Whether it has nothing to do and asks for nothing. */
    boolean isIdle() {
        return !busy && received.isEmpty() && entering == null;
    }

    private void receive(Written bytes) {
        for (byte b : bytes.bytes()) {
            received.add(new In(b, bytes));
            if (answers.echo() && habits.echoesAtOnce() && entering == null) {
                line.print(String.valueOf((char) (b & 0xff)));
            }
        }
        read();
    }

    private void read() {
        while (!busy && !received.isEmpty()) {
            In next = received.remove();
            if (entering != null) {
                enter(next.value);
                continue;
            }
            if (answers.echo() && !habits.echoesAtOnce()) {
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
        busy = true;
        clock.after(answer.time(), () -> {
            if (answer.prompts()) {
                line.print("\r\n> ");
                entering = execution;
                afterEntry = answer;
                entered.reset();
                waitForEntry(++entries);
            } else {
                end(execution, answer.lines(), answer.result());
            }
            busy = false;
            read();
        });
    }

    /** 30 s without an end, and the module gives up. */
    private void waitForEntry(int number) {
        clock.after(Duration.ofSeconds(30), () -> {
            Execution open = entering;
            if (open != null && entries == number) {
                entering = null;
                end(open, List.of(), "+CMS ERROR: 332");
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
        if (value == 0x1a) {
            open.entered = entered.toByteArray();
            entering = null;
            busy = true;
            clock.after(Duration.ofMillis(random.nextInt(random.nextInt(4) == 0 ? 20_000 : 100)), () -> {
                end(open, answer.lines(), "OK");
                busy = false;
                read();
            });
        } else if (value == 0x1b) {
            entering = null;
            end(open, List.of(), "OK");
        } else {
            waitForEntry(++entries);
        }
    }

    private void end(Execution execution, List<String> lines, String result) {
        boolean first = true;
        for (String text : lines) {
            Printed printed = new Printed(execution, text);
            execution.lines.add(printed);
            print(printed, first || habits.leadsEach());
            first = false;
        }
        Printed printed = new Printed(execution, result);
        execution.result = printed;
        print(printed, true);
        held.forEach(unasked -> print(unasked, true));
        held.clear();
    }

    private void print(Printed printed, boolean lead) {
        line.print(lead ? "\r\n" : "", printed, "\r\n");
    }

    private void unaskedLater() {
        clock.after(
                Duration.ofMillis(
                        (long) (random.nextDouble() * 2 * habits.unasked().toMillis())),
                () -> {
                    Printed printed = new Printed(null, UNASKED[random.nextInt(UNASKED.length)]);
                    if (busy && !habits.interrupts() || entering != null) {
                        held.add(printed);
                    } else {
                        print(printed, true);
                    }
                    unaskedLater();
                });
    }
}
