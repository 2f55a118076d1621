package io.atflux.samples.cli;

/** Keeps a modem's output from controlling the terminal. */
public final class Shown {

    private Shown() {}

    /** The text with its control characters escaped. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || !Character.isISOControl(c)) {
                shown.append(c);
            } else {
                shown.append(String.format("\\x%02X", (int) c));
            }
        }
        return shown.toString();
    }
}
