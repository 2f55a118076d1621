package io.atflux.samples.cli;

/** What a modem prints must not drive the terminal. */
public final class Shown {

    private Shown() {}

    /** The text with its control characters written out. */
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
