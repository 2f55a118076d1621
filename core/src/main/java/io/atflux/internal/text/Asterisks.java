package io.atflux.internal.text;

import java.util.List;

/** Replaces secrets by asterisks. */
public final class Asterisks {

    private Asterisks() {}

    /** The text with each character of each secret replaced by an asterisk. */
    public static String hide(String text, List<String> secrets) {
        String shown = text;
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                shown = shown.replace(secret, "*".repeat(secret.length()));
            }
        }
        return shown;
    }
}
