package io.atflux.standard;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The modem's answers to each command. A phonebook entry (27.007 8.12) repeats its index, which is the token of a
 * request.
 */
final class Answers {

    private static final String[] TEXTS = {"operation not allowed", "invalid index", "not found", "unknown"};
    private static final int[] CODES = {3, 21, 22, 100};

    private final Habits habits;
    private final Random random;
    private final BiFunction<String, Duration, @Nullable Answer> more;
    private int s8 = 2;
    private int errorCodes;
    private final Format format;

    Answers(Habits habits, Random random) {
        this(habits, random, (command, time) -> null);
    }

    /** @param more the answers to other commands: null for an unknown command */
    Answers(Habits habits, Random random, BiFunction<String, Duration, @Nullable Answer> more) {
        this.habits = habits;
        this.more = more;
        this.random = random;
        errorCodes = habits.errorCodes();
        format = new Format(habits.echo());
    }

    /** A restart loses all settings. */
    void restart() {
        s8 = 2;
        errorCodes = 0;
        format.reset();
    }

    Format format() {
        return format;
    }

    /**
     * The joint answer to the commands of one line: the first one that fails is the last one executed (V.250 5.7.1).
     */
    Answer to(List<String> commands) {
        if (commands.size() > 1 && commands.stream().anyMatch(c -> c.startsWith("+"))) {
            if (habits.chaining() == Habits.Chaining.NONE) {
                return error(Duration.ofMillis(3), 0);
            }
            if (habits.chaining() == Habits.Chaining.FIRST) {
                return to(commands.subList(0, 1));
            }
        }
        Answer all = Answer.ok(Duration.ofMillis(2 + random.nextInt(10)));
        for (String command : commands) {
            all = one(command).after(all.lines, all.time);
            if (!all.isOk() || all.asks()) {
                return all;
            }
        }
        return all;
    }

    private Answer one(String command) {
        Duration quick = Duration.ofMillis(random.nextInt(random.nextInt(4) == 0 ? 300 : 4));
        Duration time = random.nextInt(100) < habits.slowShare() ? slow() : quick;
        return switch (command) {
            case "+CMEE?" -> Answer.ok(quick, "+CMEE: " + errorCodes);
            case "+CMEE=0", "+CMEE=1", "+CMEE=2" -> {
                errorCodes = command.charAt(6) - '0';
                yield Answer.ok(quick);
            }
            case "+CFUN?" -> Answer.ok(quick, "+CFUN: 1");
            case "+CGSN?" -> habits.knowsSerial() ? Answer.ok(quick, "+CGSN: \"866123050000012\"") : error(quick, 0);
            case "+CGSN" -> Answer.ok(quick, "866123050000012");
            case "+IPR?" -> habits.knowsIpr() ? Answer.ok(quick, "+IPR: 115200") : error(quick, 0);
            case "+CSQ" -> Answer.ok(quick, "+CSQ: " + random.nextInt(32) + ",99");
            case "+CREG?" -> Answer.ok(time, "+CREG: 0," + (random.nextBoolean() ? 1 : 5));
            case "+COPS=?" -> Answer.ok(slow(), "+COPS: (2,\"Net\",\"Net\",\"00101\",7),,(0-4),(0-2)");
            case "+CGATT=1" -> random.nextInt(4) == 0 ? error(slow(), 1) : Answer.ok(slow());
            case "&V" -> listing(quick);
            case "S8?" -> habits.knowsS8() ? Answer.ok(quick, String.format("%03d", s8)) : error(quick, 0);
            default -> format.set(command) ? Answer.ok(quick) : withParameters(command, time);
        };
    }

    private Answer withParameters(String command, Duration time) {
        if (command.startsWith("S8=") && habits.knowsS8()) {
            s8 = Integer.parseInt("0" + command.substring(3)) & 0xff;
            return Answer.ok(time);
        }
        if (command.startsWith("+CPBR=")) {
            return entry(command.substring(6), time);
        }
        if (command.startsWith("+CMGS=")) {
            int token = command.hashCode() & 0xff;
            return Answer.ok(time, "+CMGS: " + token).asking(Answer.TEXT);
        }
        Answer other = more.apply(command, time);
        return other == null ? error(time, 0) : other;
    }

    /** The token decides the answer: nothing, or one or more lines, perhaps with an error after them. */
    private Answer entry(String token, Duration time) {
        int kind = token.hashCode() & 0xf;
        String line = "+CPBR: " + token + ",\"5550" + token + "\",129,\"t" + token + "\"";
        return switch (kind) {
            case 0, 1 -> error(time, token.hashCode() >> 4 & 3);
            case 2 -> Answer.ok(time);
            case 3 -> Answer.no(time, error(time, token.hashCode() >> 4 & 3).result, line);
            case 4 -> Answer.ok(time, line, line + "2", line + "3");
            default -> Answer.ok(time, line);
        };
    }

    private Answer listing(Duration time) {
        return Answer.ok(
                time,
                "E" + (format.echo() ? 1 : 0) + " Q0 V1 X4 &C1 &D2",
                "S0:000 S3:013 S4:010 S5:008 S8:" + String.format("%03d", s8),
                "+CMEE: " + errorCodes,
                "+CFUN: 1",
                "+CGSN: \"866123050000012\"",
                "+IPR: 115200");
    }

    private Duration slow() {
        return Duration.ofMillis((long) (random.nextDouble() * habits.slowest().toMillis()));
    }

    Answer error(Duration time, int reason) {
        return Answer.no(
                time,
                switch (errorCodes) {
                    case 1 -> "+CME ERROR: " + CODES[reason];
                    case 2 -> "+CME ERROR: " + TEXTS[reason];
                    default -> "ERROR";
                });
    }
}
