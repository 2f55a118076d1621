package io.atflux.internal.text;

import java.util.List;

/** Puts asterisks in the place of secrets. */
public final class Asterisks {

    private Asterisks() {}

    /** A text with asterisks in the place of each secret, as many as it has characters. */
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
