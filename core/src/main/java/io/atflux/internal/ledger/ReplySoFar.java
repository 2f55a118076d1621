package io.atflux.internal.ledger;

import io.atflux.AtOptions;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a command's reply that has arrived, and the answers still expected, within the limits of the session's options. */
class ReplySoFar {

    private static final int[] NONE = {};

    public final Prepared prepared;
    private final AtOptions options;
    /** The number of lines that each of its shapes has claimed; empty if none is bounded. */
    private final int[] claimed;
    /** Replaced rather than changed at first, since it may have been passed on. Most replies are a single line. */
    private List<AtLine> lines = List.of();

    private int bytes;
    private boolean overflown;
    private boolean echoSeen;
    /** The earlier attempt whose reply the lines are, before its own begins. */
    private @Nullable ReplySoFar first;

    ReplySoFar(Prepared prepared, AtOptions options) {
        this.prepared = prepared;
        this.options = options;
        this.claimed = prepared.claimsBounded ? new int[prepared.claims.size()] : NONE;
    }

    /** Whether the line is this command's echo: the whole line, or its end after noise. */
    public boolean takesEcho(AtLine line) {
        if (echoSeen) {
            return false;
        }
        String sent = prepared.text.wire();
        if (line.length() < sent.length() || !line.text().endsWith(sent)) {
            return false;
        }
        // A line with its own name is no noise, even if it ends like a short command.
        if (line.length() > sent.length() && !line.name().isEmpty()) {
            return false;
        }
        echoSeen = true;
        return true;
    }

    /** Whether the line has the shape of an answer that is still expected; counts it if so. */
    public boolean claims(AtLine line) {
        List<Prepared.Claim> claims = prepared.claims;
        for (int i = 0; i < claims.size(); i++) {
            Prepared.Claim claim = claims.get(i);
            if (mayClaim(i, claim) && claim.shape().matches(line)) {
                count(i);
                return true;
            }
        }
        return false;
    }

    private boolean mayClaim(int index, Prepared.Claim claim) {
        return claimed.length == 0 || claimed[index] < claim.most();
    }

    private void count(int index) {
        if (claimed.length > 0) {
            claimed[index]++;
        }
    }

    /** The lines so far were an earlier attempt's reply: its own is still to arrive. */
    public void expectAgain() {
        Arrays.fill(claimed, 0);
        echoSeen = false;
        lines = List.of();
        bytes = 0;
        overflown = false;
        first = null;
    }

    /** All lines since the last final result belong to the reply to an earlier attempt, despite time-outs in between. */
    void hasTakenFor(ReplySoFar earlier) {
        lines.forEach(earlier::add);
        for (int i = 0; i < claimed.length; i++) {
            earlier.claimed[i] += claimed[i];
        }
        earlier.echoSeen |= echoSeen;
        earlier.overflown |= overflown;
        expectAgain();
        first = earlier;
    }

    public void add(AtLine line) {
        if (first != null) {
            first.add(line);
            return;
        }
        bytes = (int) Math.min(Integer.MAX_VALUE, (long) bytes + line.length());
        if (lines.size() < options.maxReplyLines() && bytes <= options.maxReplyBytes()) {
            lines = lines.isEmpty() ? List.of(line) : more(line);
        } else {
            overflown = true;
        }
    }

    private List<AtLine> more(AtLine line) {
        List<AtLine> more = lines.size() == 1 ? new ArrayList<>(lines) : lines;
        more.add(line);
        return more;
    }

    /** A line of this reply was discarded because of its length. */
    public void lostLine() {
        overflown = true;
    }

    public boolean isOverflown() {
        return overflown;
    }

    public List<AtLine> lines() {
        return lines;
    }
}
