package io.atflux.internal.ledger;

import io.atflux.AtOptions;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a command's reply, and what of it is still expected: within the limits of the session's options. */
final class ReplySoFar {

    private final Prepared prepared;
    private final int maxLines;
    private final int maxBytes;
    private final int[] claimed;
    /** Replaced by what follows, not changed: it may have been handed out. Most replies are a single line. */
    private List<AtLine> lines = List.of();

    private long bytes;
    private long overflow;
    private boolean echoSeen;
    /** Whose reply the lines are, before its own begins. */
    private @Nullable ReplySoFar first;

    ReplySoFar(Prepared prepared, AtOptions options) {
        this.prepared = prepared;
        this.maxLines = options.maxReplyLines();
        this.maxBytes = options.maxReplyBytes();
        this.claimed = new int[prepared.claims.size()];
    }

    /** Whether the line is this command's echo: the whole line, or the end of one that begins with noise. */
    boolean takesEcho(AtLine line) {
        if (echoSeen) {
            return false;
        }
        String sent = prepared.text.wire();
        if (line.length() < sent.length() || !line.text().endsWith(sent)) {
            return false;
        }
        // A line with a name of its own is no noise, even where it happens to end like a short command.
        if (line.length() > sent.length() && !line.name().isEmpty()) {
            return false;
        }
        echoSeen = true;
        return true;
    }

    /** Whether the line has the shape of an answer that is still expected; counts it if so. */
    boolean claims(AtLine line) {
        for (int i = 0; i < claimed.length; i++) {
            Prepared.Claim claim = prepared.claims.get(i);
            if (claimed[i] < claim.most() && claim.shape().matches(line)) {
                claimed[i]++;
                return true;
            }
        }
        return false;
    }

    /** What came so far was an earlier attempt's reply: its own is still to come. */
    void expectAgain() {
        Arrays.fill(claimed, 0);
        echoSeen = false;
        lines = List.of();
        bytes = 0;
        overflow = 0;
        first = null;
    }

    /** All since the last final result is the reply to an earlier attempt, whatever time-outs fall between. */
    void hasTakenFor(ReplySoFar earlier) {
        lines.forEach(earlier::add);
        for (int i = 0; i < claimed.length; i++) {
            earlier.claimed[i] += claimed[i];
        }
        earlier.echoSeen |= echoSeen;
        earlier.overflow += overflow;
        expectAgain();
        first = earlier;
    }

    void add(AtLine line) {
        if (first != null) {
            first.add(line);
            return;
        }
        bytes += line.length();
        if (lines.size() < maxLines && bytes <= maxBytes) {
            lines = lines.isEmpty() ? List.of(line) : more(line);
        } else {
            overflow++;
        }
    }

    private List<AtLine> more(AtLine line) {
        List<AtLine> more = lines.size() == 1 ? new ArrayList<>(lines) : lines;
        more.add(line);
        return more;
    }

    /** A line of this reply was lost for its length. */
    void lostLine() {
        overflow++;
    }

    boolean isOverflown() {
        return overflow > 0;
    }

    List<AtLine> lines() {
        return lines;
    }
}
