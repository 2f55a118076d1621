package io.atflux.internal.trace;

import io.atflux.command.CommandText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recognises damaged echoes of commands that hold secrets, and hides them except for the beginning and the end that equal the
 * command's outside its secrets. Holds only the last commands: the echo of an older one is not damaged by chance in the same
 * place. Written on the event loop, read by any thread.
 */
final class EchoMask {

    private static final int MOST = 64;
    /** Of a longer line only this part is compared. */
    private static final int LONGEST = 512;

    /**
     * A command that was written.
     *
     * @param wire its text as written
     * @param masked its text with hidden secrets
     */
    record Sent(String wire, String masked) {}

    private volatile List<Sent> commands = List.of();

    void add(CommandText text) {
        List<Sent> all = new ArrayList<>(commands);
        Sent sent = new Sent(text.wire(), text.masked());
        all.remove(sent);
        all.add(sent);
        commands = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    List<Sent> known() {
        return commands;
    }

    void inherit(List<Sent> former) {
        commands = former;
    }

    void hide(String text, char[] shown) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\r' || text.charAt(i) == '\n') {
                hideLine(text, from, i, shown);
                from = i + 1;
            }
        }
    }

    private void hideLine(String text, int from, int to, char[] shown) {
        if (to - from < 4 || isInformation(text, from, to)) {
            return;
        }
        for (Sent command : commands) {
            String line = text.substring(from, Math.min(to, from + LONGEST));
            if (isLike(line, command.wire()) || isCut(line, command)) {
                int begin = from + sameBegin(text, from, to, command.masked());
                int end = to - sameEnd(text, begin, to, command.masked());
                Arrays.fill(shown, begin, Math.max(begin, end), '*');
            }
        }
    }

    /** {@code +NAME: …} is no echo, however similar: a command has an equals sign in place of the colon. */
    private static boolean isInformation(String text, int from, int to) {
        int i = from + 1;
        while (i < to && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return "+^$#%*&".indexOf(text.charAt(from)) >= 0 && i < to && text.charAt(i) == ':';
    }

    private static int sameBegin(String text, int from, int to, String masked) {
        int same = 0;
        while (same < masked.length() && from + same < to && isShown(text.charAt(from + same), masked.charAt(same))) {
            same++;
        }
        return same;
    }

    private static int sameEnd(String text, int from, int to, String masked) {
        int same = 0;
        while (same < masked.length()
                && to - same > from
                && isShown(text.charAt(to - same - 1), masked.charAt(masked.length() - same - 1))) {
            same++;
        }
        return same;
    }

    private static boolean isShown(char got, char masked) {
        return got == masked && masked != '*';
    }

    /** Whether the line contains three quarters of the command in order, and little else. */
    private static boolean isLike(String line, String wire) {
        String sent = wire.substring(0, Math.min(wire.length(), LONGEST));
        if (line.equals(sent) || line.length() > sent.length() * 2 || line.length() * 2 < sent.length()) {
            return false;
        }
        return commonLength(line, sent) * 4 >= sent.length() * 3;
    }

    /** Whether the line is an incomplete command, at least up to its first secret: a lost line end or byte may have cut it. */
    private static boolean isCut(String line, Sent command) {
        int secret = command.masked().indexOf('*');
        return secret > 0
                && !line.equals(command.wire())
                && line.length() < command.wire().length()
                && line.startsWith(command.masked().substring(0, secret));
    }

    /** The length of the longest common subsequence. */
    private static int commonLength(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int i = 0; i < one.length(); i++) {
            int diagonal = 0;
            for (int j = 0; j < other.length(); j++) {
                int above = before[j + 1];
                before[j + 1] = one.charAt(i) == other.charAt(j) ? diagonal + 1 : Math.max(before[j + 1], before[j]);
                diagonal = above;
            }
        }
        return before[other.length()];
    }
}
