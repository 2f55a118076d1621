package io.atflux.outside;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A modem by V.250: one input buffer, one command line after the other, whatever the time it takes. */
final class Peer {

    private record Heard(int b, @Nullable Request request, boolean spoilt) {}

    private record Answer(List<String> lines, boolean ok, boolean prompts, boolean asynchronous) {}

    private final World world;
    private final ArrayDeque<Heard> input = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder echoed = new StringBuilder();
    private final Set<Request> writers = new LinkedHashSet<>();
    private boolean spoilt;
    private boolean busy;
    boolean answering;
    private boolean echo;
    private boolean quiet;
    private boolean verbose = true;
    private int cmee;
    private int s8 = 2;
    private int epoch;
    private int executions;
    private @Nullable Execution entry;
    private final StringBuilder data = new StringBuilder();
    private long entryTouched;
    private String last = "";

    Peer(World world) {
        this.world = world;
        echo = world.traits.echo;
    }

    boolean isEntering() {
        return entry != null;
    }

    boolean isIdle() {
        return !busy && input.isEmpty() && entry == null;
    }

    String state() {
        return "busy=" + busy + " input=" + input.size() + " entry=" + entry + " echo=" + echo + " Q=" + quiet + " V="
                + verbose + " cmee=" + cmee + " line=" + line;
    }

    void restart() {
        epoch++;
        input.clear();
        line.setLength(0);
        echoed.setLength(0);
        writers.clear();
        spoilt = false;
        entry = null;
        data.setLength(0);
        echo = world.traits.echo;
        answering = false;
        quiet = false;
        verbose = true;
        cmee = 0;
        s8 = 2;
        busy = true;
        world.trace("-- restart");
        after(1_000 + world.random.nextInt(6_000), () -> {
            String banner = world.traits.profile == Traits.Profile.L610
                    ? "AT READY"
                    : new String[] {"RDY", "+CFUN: 1", "+CPIN: READY"}[world.random.nextInt(3)];
            if (world.random.nextInt(4) != 0) {
                world.wire.print("\r\n" + banner + "\r\n", null, null, false);
            }
            busy = false;
            input.clear();
            process();
        });
    }

    private void after(long millis, Runnable task) {
        int now = epoch;
        world.clock.schedule(
                () -> {
                    if (now == epoch) {
                        task.run();
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    void receive(int b, @Nullable Request request, boolean isSpoilt) {
        if (input.size() >= world.traits.buffer) {
            if (request != null) {
                request.damaged = true;
            }
            spoilt = true;
            world.overflows++;
            return;
        }
        input.add(new Heard(b, request, isSpoilt));
        process();
    }

    private void process() {
        while (!busy) {
            Heard heard = input.poll();
            if (heard == null) {
                break;
            }
            if (entry != null) {
                dataByte(heard);
            } else {
                commandByte(heard);
            }
        }
        flushEcho();
    }

    private void flushEcho() {
        if (echoed.length() > 0) {
            world.wire.print(echoed.toString(), null, null, false);
            echoed.setLength(0);
        }
    }

    private void commandByte(Heard heard) {
        char c = (char) heard.b;
        spoilt |= heard.spoilt;
        if (heard.request != null) {
            writers.add(heard.request);
        }
        if (echo) {
            echoed.append(c);
        }
        if (c == '\r') {
            flushEcho();
            String text = line.toString();
            line.setLength(0);
            Set<Request> by = new LinkedHashSet<>(writers);
            boolean bad = spoilt;
            writers.clear();
            spoilt = false;
            execute(text, by, bad);
        } else if (c == '\b') {
            line.setLength(Math.max(0, line.length() - 1));
        } else if (c == '/' && line.toString().trim().equalsIgnoreCase("A")) {
            line.setLength(0);
            execute("AT" + last, new LinkedHashSet<>(writers), true);
        } else if (c >= ' ') {
            line.append(c);
        }
    }

    private void dataByte(Heard heard) {
        char c = (char) heard.b;
        entryTouched = world.now();
        Execution of = java.util.Objects.requireNonNull(entry);
        if (heard.spoilt) {
            of.damaged = true;
            if (heard.request != null) {
                heard.request.damaged = true;
            }
        }
        if (c == 0x1b) {
            endEntry();
            finish(of, List.of(), true);
            return;
        }
        if (c != 0x1a) {
            data.append(c);
            if (echo) {
                echoed.append(c);
            }
            return;
        }
        String text = data.toString();
        endEntry();
        Request request = of.of;
        world.judge.entered(of, text);
        busy = true;
        after(world.duration(), () -> finish(of, List.of("+TP: " + (request == null ? "?" : request.token)), true));
    }

    private void endEntry() {
        flushEcho();
        world.judge.partOfEntry(java.util.Objects.requireNonNull(entry), data.toString());
        entry = null;
        data.setLength(0);
    }

    private void execute(String text, Set<Request> by, boolean bad) {
        int at = prefix(text);
        boolean hasPrefix =
                at >= 0 && (world.traits.prefixAnywhere || text.substring(0, at).isBlank());
        Request request = by.size() == 1 ? by.iterator().next() : null;
        boolean isClean =
                !bad && by.size() <= 1 && (request == null || request.line.equals(text.substring(Math.max(0, at))));
        if (!isClean) {
            by.forEach(r -> r.damaged = true);
        }
        if (!hasPrefix) {
            return;
        }
        String body = text.substring(at + 2);
        last = body;
        Execution execution = new Execution(++executions, text, request, !isClean);
        by.forEach(r -> r.executions.add(execution));
        if (body.startsWith("+COPS=?;+TS=") && world.isToken(body.substring(12))) {
            after(1_000 + world.random.nextInt(world.isCalm() ? 2_000 : 170_000), () -> {
                execution.ok = true;
                execution.printed = true;
                world.wire.print("\r\n+COPS: (2,\"" + body.substring(12) + "\")\r\n\r\nOK\r\n", execution, null, true);
            });
            return;
        }
        busy = true;
        after(world.duration(), () -> {
            Answer answer = answer(body, execution);
            execution.ok = answer.ok;
            if (answer.prompts && answer.ok) {
                entry = execution;
                entryTouched = world.now();
                world.wire.print("\r\n> ", execution, null, false);
                busy = false;
                giveUp(execution);
                process();
                return;
            }
            finish(execution, answer.lines, answer.ok);
            if (answer.asynchronous && answer.ok && request != null) {
                long delay = world.isCalm() ? 50 + world.random.nextInt(900) : 20 + world.random.nextInt(6_000);
                after(delay, () -> {
                    request.coded = world.now();
                    world.wire.print("\r\n+TA: 1," + request.token + "\r\n", execution, null, false);
                });
            }
        });
    }

    private static int prefix(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.regionMatches(true, i, "AT", 0, 2)) {
                return i;
            }
        }
        return -1;
    }

    private void giveUp(Execution of) {
        after(1_000, () -> {
            if (entry == of) {
                if (world.now() - entryTouched >= 30_000) {
                    endEntry();
                    finish(of, List.of(), false);
                } else {
                    giveUp(of);
                }
            }
        });
    }

    private void finish(Execution execution, List<String> lines, boolean ok) {
        busy = true;
        answering = true;
        boolean first = true;
        long wait = 0;
        for (String one : lines) {
            boolean lead = first || world.traits.leadOnEveryLine;
            wait += world.random.nextInt(5) == 0 ? world.random.nextInt(200) : 0;
            after(wait, () -> world.wire.print((lead && verbose ? "\r\n" : "") + one + "\r\n", execution, null, false));
            first = false;
        }
        wait += world.random.nextInt(6) == 0 ? world.random.nextInt(200) : 0;
        after(wait, () -> {
            execution.ok = ok;
            execution.printed = true;
            answering = false;
            if (!quiet) {
                String result = ok ? "OK" : cmee == 0 ? "ERROR" : "+CME ERROR: 100";
                String number = ok ? "0" : cmee == 0 ? "4" : "+CME ERROR: 100";
                world.wire.print(verbose ? "\r\n" + result + "\r\n" : number + "\r", execution, null, true);
            }
            busy = false;
            process();
        });
    }

    private Answer answer(String body, Execution execution) {
        List<String> lines = new ArrayList<>();
        String b = body.trim();
        boolean isRow = b.contains(";");
        Traits.Takes takes = world.traits.takes;
        if (isRow
                && (takes == Traits.Takes.REGISTER
                        || takes == Traits.Takes.SINGLE_READS
                        || takes == Traits.Takes.NOTHING)) {
            return new Answer(lines, false, false, false);
        }
        boolean prompts = false;
        boolean asynchronous = false;
        int at = 0;
        while (at < b.length()) {
            char c = Character.toUpperCase(b.charAt(at));
            if (c == ' ' || c == ';') {
                at++;
                continue;
            }
            if (c == '+') {
                int end = b.indexOf(';', at);
                end = end < 0 ? b.length() : end;
                String one = b.substring(at, end).trim();
                at = end;
                if (one.startsWith("+TP=")) {
                    prompts = true;
                }
                asynchronous |= one.startsWith("+TA=");
                if (!extended(one, lines, b)) {
                    return new Answer(lines, false, false, false);
                }
                if (isRow && takes == Traits.Takes.FIRST_OF_A_ROW) {
                    break;
                }
                continue;
            }
            int end = at + 1;
            boolean isAmpersand = c == '&' && end < b.length();
            if (isAmpersand) {
                end++;
            }
            int digits = end;
            while (end < b.length() && Character.isDigit(b.charAt(end))) {
                end++;
            }
            String number = b.substring(digits, end);
            if (c == 'S') {
                if (takes == Traits.Takes.SINGLE_READS
                        || takes == Traits.Takes.NOTHING
                        || number.isEmpty()
                        || end >= b.length()) {
                    return new Answer(lines, takes == Traits.Takes.OK_TO_ALL, false, false);
                }
                char op = b.charAt(end++);
                int value = end;
                while (end < b.length() && Character.isDigit(b.charAt(end))) {
                    end++;
                }
                if (op == '?') {
                    if (takes != Traits.Takes.OK_TO_ALL) {
                        lines.add(String.format("%03d", number.equals("8") ? s8 : 0));
                    }
                } else if (op == '=' && end > value && end - value < 4) {
                    if (number.equals("8")) {
                        s8 = Integer.parseInt(b.substring(value, end));
                    }
                } else {
                    return new Answer(lines, false, false, false);
                }
            } else if (isAmpersand || c == 'I') {
                // Nothing that changes the line.
            } else if (c == 'E') {
                echo = number.equals("1");
            } else if (c == 'Q') {
                quiet = number.equals("1");
            } else if (c == 'V') {
                verbose = !number.isEmpty() && !number.equals("0");
                world.trace("-- V" + number + " by " + execution);
            } else if (c == 'Z') {
                echo = world.traits.echo;
                quiet = false;
                verbose = true;
            } else if (takes != Traits.Takes.OK_TO_ALL) {
                return new Answer(lines, false, false, false);
            }
            at = end;
        }
        return new Answer(lines, true, prompts, asynchronous);
    }

    private boolean extended(String one, List<String> lines, String all) {
        Traits.Takes takes = world.traits.takes;
        int is = one.indexOf('=');
        String name = is < 0 ? one : one.substring(0, is);
        String token = is < 0 ? "" : one.substring(is + 1);
        switch (name) {
            case "+TK", "+TM", "+TS", "+TP", "+TA" -> {
                if (!world.isToken(token)) {
                    return false;
                }
                if (name.equals("+TK")) {
                    lines.add("+TK: " + token);
                } else if (name.equals("+TM")) {
                    for (int i = 1; i <= 3; i++) {
                        lines.add("+TM: " + i + "," + token);
                    }
                }
                return true;
            }
            case "+TE" -> {
                return false;
            }
            case "+CREG?" -> {
                int t = all.indexOf("+TS=");
                lines.add("+CREG: 2,1,\"" + (t < 0 ? "?" : all.substring(t + 4)) + "\",\"00AB\"");
                return true;
            }
            case "+CMEE" -> {
                cmee = token.equals("0") ? 0 : 1;
                return true;
            }
            case "+CMEE?", "+CFUN?" -> {
                if (takes == Traits.Takes.NOTHING) {
                    return false;
                }
                if (takes != Traits.Takes.OK_TO_ALL && takes != Traits.Takes.REGISTER) {
                    lines.add(name.equals("+CMEE?") ? "+CMEE: " + cmee : "+CFUN: 1");
                }
                return takes != Traits.Takes.REGISTER || world.traits.knowsReads;
            }
            case "+CGSN?", "+IPR?" -> {
                boolean known = takes == Traits.Takes.ROWS
                        || takes == Traits.Takes.FIRST_OF_A_ROW
                        || takes == Traits.Takes.SINGLE_READS
                        || takes == Traits.Takes.SOME_READS && name.equals("+IPR?") && world.traits.knowsReads;
                if (known) {
                    lines.add(name.equals("+CGSN?") ? "+CGSN: \"490154203237518\"" : "+IPR: 115200");
                }
                return known || takes == Traits.Takes.OK_TO_ALL;
            }
            default -> {
                return takes == Traits.Takes.OK_TO_ALL;
            }
        }
    }
}
