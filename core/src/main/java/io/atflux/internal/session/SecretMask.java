package io.atflux.internal.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Hides the secrets that commands declared, wherever they come back: in echoes, in answers, in pieces of a damaged line. A
 * mask keeps the length.
 */
final class SecretMask {

    private static final int MOST = 64;
    /** A shorter piece says nothing, and would hide ordinary text. */
    private static final int PIECE = 4;

    private final List<String> secrets = new ArrayList<>(0);

    void add(List<String> more) {
        for (String secret : more) {
            if (!secret.isEmpty() && !secrets.contains(secret)) {
                if (secrets.size() == MOST) {
                    secrets.remove(0);
                }
                secrets.add(secret);
            }
        }
    }

    String mask(String text) {
        if (secrets.isEmpty()) {
            return text;
        }
        char[] shown = text.toCharArray();
        for (String secret : secrets) {
            hide(text, secret, shown);
        }
        return new String(shown);
    }

    private static void hide(String text, String secret, char[] shown) {
        int piece = Math.min(PIECE, secret.length());
        for (int at = 0; at + piece <= text.length(); at++) {
            if (secret.contains(text.substring(at, at + piece))) {
                java.util.Arrays.fill(shown, at, at + piece, '*');
                hideAround(text, secret, shown, at, at + piece);
            }
        }
    }

    /** Where bytes of the secret were damaged, what is left beside a piece is too short to be known by itself. */
    private static void hideAround(String text, String secret, char[] shown, int from, int to) {
        for (int i = from - 1; i >= 0 && belongs(text, secret, i, -1); i--) {
            shown[i] = '*';
        }
        for (int i = to; i < shown.length && belongs(text, secret, i, 1); i++) {
            shown[i] = '*';
        }
    }

    /** Whether a character is one of the secret's, or a single other one in front of such. */
    private static boolean belongs(String text, String secret, int at, int step) {
        int next = at + step;
        return secret.indexOf(text.charAt(at)) >= 0
                || (next >= 0 && next < text.length() && secret.indexOf(text.charAt(next)) >= 0);
    }
}
