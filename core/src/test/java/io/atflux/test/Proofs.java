package io.atflux.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For users' own modems in tests: the command lines by which a session proves that it is in step. Each is a row of read
 * commands (V.250 5.2.1), or sets and reads register S8 (V.250 6.3.11), drawn at random.
 */
public final class Proofs {

    private static final Pattern READS = Pattern.compile("AT\\+\\w+\\?(;\\+\\w+\\?){5,}");
    private static final Pattern REGISTER = Pattern.compile("AT(S8=\\d+S8\\?){3}S8=2");
    private static final Pattern READ = Pattern.compile("(\\+\\w+)\\?");
    private static final Pattern VALUE = Pattern.compile("S8=(\\d+)S8\\?");

    private Proofs() {}

    /** Whether a command line is such a proof. */
    public static boolean is(String line) {
        return READS.matcher(line).matches() || REGISTER.matcher(line).matches();
    }

    /** The output of a modem that accepts the line: all of its information lines, and OK. */
    public static String answer(String line) {
        StringBuilder text = new StringBuilder("\r\n");
        boolean reads = READS.matcher(line).matches();
        Matcher parts = (reads ? READ : VALUE).matcher(line);
        while (parts.find()) {
            text.append(reads ? parts.group(1) + ": 1" : String.format("%03d", Integer.parseInt(parts.group(1))))
                    .append("\r\n");
        }
        return text.append("\r\nOK\r\n").toString();
    }
}
