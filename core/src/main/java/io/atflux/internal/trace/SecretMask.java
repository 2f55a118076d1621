package io.atflux.internal.trace;

import io.atflux.command.CommandText;
import java.util.ArrayList;
import java.util.List;

/**
 * Hides the secrets that commands declared in everything that the line delivers: in echoes, in answers, in pieces of a damaged
 * line. A mask keeps the length. The library's own texts and the JVM's are not masked: a secret of one letter would hide parts of
 * them.
 *
 * <ul>
 *   <li>A secret of four characters or more is hidden wherever four consecutive characters of it appear, with its remains
 *       beside them.
 *   <li>A shorter secret is hidden if it stands as a separate word.
 *   <li>A line that resembles a command with a secret is its damaged echo: all is hidden but the beginning and end that
 *       equal the command's.
 * </ul>
 *
 * <p>The last 1,024 secrets are remembered, also by the next session on the same modem; a secret that is written again counts as
 * new. No modem owes the echo of an older command, since a session that is three probes out of step ends. Written on the event
 * loop, read by any thread.
 */
public final class SecretMask {

    private static final int MOST = 1_024;
    /** A shorter piece reveals nothing, and its mask would hide ordinary text. */
    private static final int PIECE = 4;

    /** The secrets that a session passes to the next one on the same modem, which may repeat earlier lines. */
    public static final class Known {

        /** No secret was written. */
        public static final Known NOTHING = new Known(List.of(), List.of());

        private final List<String> secrets;
        private final List<EchoMask.Sent> commands;

        private Known(List<String> secrets, List<EchoMask.Sent> commands) {
            this.secrets = secrets;
            this.commands = commands;
        }
    }

    private volatile List<String> secrets = List.of();
    private final EchoMask echoes = new EchoMask();

    Known known() {
        List<String> all = secrets;
        return all.isEmpty() ? Known.NOTHING : new Known(all, echoes.known());
    }

    public void inherit(Known former) {
        secrets = former.secrets;
        echoes.inherit(former.commands);
    }

    public void add(CommandText text) {
        if (!text.secrets().isEmpty()) {
            add(text.secrets());
            echoes.add(text);
        }
    }

    public void add(List<String> more) {
        List<String> all = new ArrayList<>(secrets);
        for (String secret : more) {
            if (!secret.isEmpty()) {
                all.remove(secret);
                all.add(secret);
            }
        }
        secrets = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** Hides the secrets in a text of one or several lines. */
    public String mask(String text) {
        List<String> known = secrets;
        if (known.isEmpty()) {
            return text;
        }
        char[] shown = text.toCharArray();
        for (String secret : known) {
            if (secret.length() < PIECE) {
                hideWords(text, secret, shown);
            } else {
                hide(text, secret, shown);
            }
        }
        echoes.hide(text, shown);
        return new String(shown);
    }

    private static void hideWords(String text, String secret, char[] shown) {
        for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            int end = at + secret.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                java.util.Arrays.fill(shown, at, end, '*');
            }
        }
    }

    private static void hide(String text, String secret, char[] shown) {
        for (int at = 0; at + PIECE <= text.length(); at++) {
            if (secret.contains(text.substring(at, at + PIECE))) {
                java.util.Arrays.fill(shown, at, at + PIECE, '*');
                hideAround(text, secret, shown, at, at + PIECE);
            }
        }
    }

    /** If bytes of the secret were damaged, the remains beside a piece are too short to be recognised alone. */
    private static void hideAround(String text, String secret, char[] shown, int from, int to) {
        for (int i = from - 1; i >= 0 && belongs(text, secret, i, -1); i--) {
            shown[i] = '*';
        }
        for (int i = to; i < shown.length && belongs(text, secret, i, 1); i++) {
            shown[i] = '*';
        }
    }

    /** Whether a character is one of the secret's, or a single other one next to such a character. */
    private static boolean belongs(String text, String secret, int at, int step) {
        int next = at + step;
        return secret.indexOf(text.charAt(at)) >= 0
                || (next >= 0 && next < text.length() && secret.indexOf(text.charAt(next)) >= 0);
    }
}
