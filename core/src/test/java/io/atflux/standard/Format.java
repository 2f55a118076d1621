package io.atflux.standard;

/** The format of a modem's output: E, Q, V and S4 (V.250 6.2). */
final class Format {

    private final boolean echoAtFirst;
    private boolean echo;
    private boolean quiet;
    private boolean verbose = true;
    private String s4 = "\n";

    Format(boolean echo) {
        echoAtFirst = echo;
        this.echo = echo;
    }

    boolean echo() {
        return echo;
    }

    boolean quiet() {
        return quiet;
    }

    /** The format after power-up. */
    void reset() {
        echo = echoAtFirst;
        forgetResults();
    }

    /** Sets the format of result codes back to that of power-up. */
    void forgetResults() {
        quiet = false;
        verbose = true;
        s4 = "\n";
    }

    /** Whether the command changed this format. */
    boolean set(String command) {
        switch (command) {
            case "E0", "E1" -> echo = command.equals("E1");
            case "Q0", "Q1" -> quiet = command.equals("Q1");
            case "V0", "V1" -> verbose = command.equals("V1");
            case "S4=10", "S4=13" -> s4 = command.equals("S4=10") ? "\n" : "\r";
            default -> {
                return false;
            }
        }
        return true;
    }

    String lead() {
        return verbose ? "\r" + s4 : "";
    }

    /** The end after an information line, and after a result code in words. */
    String end() {
        return "\r" + s4;
    }

    String resultEnd(String result) {
        return isNumber(result) ? "\r" : end();
    }

    String resultLead(String result) {
        return isNumber(result) ? "" : "\r" + s4;
    }

    /** A result code of V.250, as a word or as its number; others have no number. */
    String result(String word) {
        if (verbose) {
            return word;
        }
        return switch (word) {
            case "OK" -> "0";
            case "RING" -> "2";
            case "ERROR" -> "4";
            default -> word;
        };
    }

    /** Whether this number stands for this word. */
    static boolean isSame(String printed, String word) {
        return printed.equals(word)
                || printed.equals("0") && word.equals("OK")
                || printed.equals("4") && word.equals("ERROR");
    }

    private static boolean isNumber(String result) {
        return result.length() == 1;
    }
}
