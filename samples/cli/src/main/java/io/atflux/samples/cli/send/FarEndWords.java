package io.atflux.samples.cli.send;

import io.atflux.observe.WireEvent;
import io.atflux.observe.WireEvent.Direction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The text that the far end sent before it proved to be a modem: a serial server's {@code Port already in use}, a
 * {@code login:}, an HTTP answer. Fed on the session's thread, and read after the session's end.
 */
public final class FarEndWords {

    private static final int MOST_BYTES = 65_536;
    private static final int MOST_LINES = 20;
    private static final int MOST_CHARS = 200;
    private static final int IN_A_MESSAGE = 3;

    private final UnaryOperator<String> mask;
    private final StringBuilder said = new StringBuilder();
    private final Set<String> sent = new HashSet<>();
    private long bytes;
    private boolean enough;

    /** @param mask hides the secrets of a command line, as an echo may repeat one */
    public FarEndWords(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    public synchronized void passed(WireEvent event) {
        if (enough) {
            return;
        }
        if (event.direction() == Direction.SENT) {
            sent.add(event.bytes().strip());
            return;
        }
        bytes += event.bytes().length();
        int room = MOST_BYTES - said.length();
        said.append(event.bytes(), 0, Math.min(room, event.bytes().length()));
    }

    /** The far end is a modem: later lines have their own reports. */
    public synchronized void enough() {
        enough = true;
        said.setLength(0);
        sent.clear();
    }

    /** The first lines, without echoes of our own commands. */
    public synchronized List<String> lines() {
        return said.toString()
                .lines()
                .map(line -> mask.apply(line.strip()))
                .filter(line -> !line.isEmpty() && !sent.contains(line))
                .limit(MOST_LINES)
                .map(FarEndWords::cut)
                .toList();
    }

    /** The text for the end of a message; empty if nothing was received. */
    public synchronized String told() {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return "";
        }
        long strange = said.chars()
                .filter(c -> c != '\r' && c != '\n' && c != '\t' && (c < ' ' || c > '~'))
                .count();
        if (strange * 4 > said.length()) {
            return "; the other end sent " + bytes + " bytes that are no text";
        }
        boolean more = lines.size() > IN_A_MESSAGE;
        return "; the other end said: "
                + String.join(" | ", more ? lines.subList(0, IN_A_MESSAGE) : lines)
                + (more ? " | ..." : "");
    }

    private static String cut(String line) {
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "...";
    }
}
