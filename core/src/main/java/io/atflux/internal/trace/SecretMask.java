package io.atflux.internal.trace;

import io.atflux.command.CommandText;
import java.util.ArrayList;
import java.util.List;

/**
 * Hides the secrets that commands declared in what came from the line: in echoes, in answers, in pieces of a damaged line. A mask
 * keeps the length. Our own words, and the JVM's, do not pass here: a secret of one letter would hide theirs.
 *
 * <ul>
 *   <li>A secret of four characters or more is hidden wherever four of its characters stand together, and so is what is left of it
 *       beside them.
 *   <li>A shorter one is hidden where it is a word of its own.
 *   <li>In a line that is much like a command that holds a secret, its damaged echo, all is hidden but how both begin and end.
 * </ul>
 *
 * The last 1,024 secrets are remembered, also by the next session on the same modem, those written again counting as new: no modem owes the echo of a command that
 * lies further back, for a session that is three probes out of step ends. Written on the event loop, read anywhere.
 */
public final class SecretMask {

    private static final int MOST = 1_024;
    /** A shorter piece says nothing, and would hide ordinary text. */
    private static final int PIECE = 4;

    /** What a session leaves to the next one on the same modem, which may repeat what it was told long ago. */
    public static final class Known {

        /** No secrets were written. */
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

    /** Hides what the text, one line or several, repeats of secrets. */
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
