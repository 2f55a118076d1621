package io.atflux.internal.lines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command lines whose echoes may still arrive: also late echoes, and those of probes. Confined to the event loop. */
final class AwaitedEchoes {

    private static final int MOST = 8;

    private static final char ESC = 0x1b;

    /** Few, and searched for each line: no iterator. */
    private final List<String> lines = new ArrayList<>(0);
    /** The number of writes before each line. */
    private long[] marks = {};

    private int escapes;

    void written(String line, long writes) {
        if (lines.size() == MOST) {
            remove(0);
        }
        if (lines.size() == marks.length) {
            marks = Arrays.copyOf(marks, marks.length == 0 ? 1 : MOST);
        }
        marks[lines.size()] = writes;
        lines.add(line);
    }

    private void remove(int index) {
        lines.remove(index);
        System.arraycopy(marks, index + 1, marks, index, lines.size() - index);
    }

    void escapeWritten() {
        escapes = Math.min(escapes + 1, MOST);
    }

    /** The number of echoed ESCs with which a line begins. */
    int escapesBefore(String line) {
        int n = 0;
        while (n < escapes && n < line.length() && line.charAt(n) == ESC) {
            n++;
        }
        return n;
    }

    void came(String line) {
        escapes -= escapesBefore(line);
        for (int i = 0; i < lines.size(); i++) {
            if (line.endsWith(lines.get(i))) {
                remove(i);
                return;
            }
        }
    }

    /** A modem answers in order: neither this line's echo nor an earlier one can still arrive. */
    void over(String line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(line)) {
                for (int n = 0; n <= i; n++) {
                    remove(0);
                }
                return;
            }
        }
    }

    void clear() {
        lines.clear();
        escapes = 0;
    }

    /**
     * Whether a line may be an echo.
     *
     * @param mark the number of writes when its first byte arrived
     * @param damaged whether one byte of it may differ
     */
    boolean mayBe(String line, long mark, boolean damaged) {
        String own = line.substring(escapesBefore(line));
        for (int i = 0; i < lines.size(); i++) {
            String written = lines.get(i);
            boolean same = own.equals(written) || (damaged && isLike(own, written));
            if (mark > marks[i] && same) {
                return true;
            }
        }
        return false;
    }

    /** Whether at most one byte was changed, lost, or doubled. */
    private static boolean isLike(String came, String sent) {
        int most = Math.max(sent.length(), came.length());
        int least = Math.min(sent.length(), came.length());
        int same = 0;
        while (same < least && sent.charAt(same) == came.charAt(same)) {
            same++;
        }
        int end = 0;
        while (end < least - same && sent.charAt(sent.length() - 1 - end) == came.charAt(came.length() - 1 - end)) {
            end++;
        }
        return same + end >= most - 1;
    }
}
