package io.atflux.internal.session;

import io.atflux.AtOptions;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.internal.foreign.Foreign;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a command whose bytes were written, until its reply is over. Whoever sent it may be gone: the seat stays, so
 * that its reply reaches nobody else.
 *
 * <pre>
 * WRITTEN → [PROMPTED → PAYLOAD] → FINAL
 *     └───────────┴─ time-out ──→ owed ──→ its late reply, or a resynchronisation
 * </pre>
 */
final class Seat {

    final Prepared prepared;
    /** Null for a probe. */
    final @Nullable Operation<?> op;

    final @Nullable Payload payload;
    private final int maxLines;
    private final int maxBytes;
    private final int[] claimed;
    private List<AtLine> lines = new ArrayList<>(2);
    private long writtenAs = -1;
    private boolean echoSeen;
    private boolean awaitsPrompt;
    private boolean abandoned;
    private boolean doubledSeen;
    private boolean inherited;
    private long bytes;
    private long overflow;
    private @Nullable Long runsUntil;
    /** Whose reply the lines are, before its own begins. */
    private @Nullable Seat first;

    private @Nullable AtLine urc;
    private @Nullable Verdict verdict;

    Seat(Prepared prepared, @Nullable Operation<?> op, AtOptions options) {
        this.prepared = prepared;
        this.op = op;
        this.payload = op == null ? null : op.command.payload();
        this.awaitsPrompt = payload != null;
        this.maxLines = options.maxReplyLines();
        this.maxBytes = options.maxReplyBytes();
        this.claimed = new int[prepared.claims.size()];
    }

    boolean isRaw() {
        return op != null && op.command.isRaw();
    }

    boolean awaitsPrompt() {
        return awaitsPrompt;
    }

    void prompted() {
        awaitsPrompt = false;
    }

    @Nullable
    CountedAnswer counted() {
        return op == null ? null : op.command.counted();
    }

    @Nullable
    Settlement settlement() {
        return op == null ? null : op.command.settlement();
    }

    /** @param writes how much had been written before it */
    void writtenAs(long writes) {
        writtenAs = writes;
    }

    /** Whether it was written when what is marked so had begun to come: that is no answer to it. */
    boolean wasWrittenAfter(long mark) {
        return mark <= writtenAs;
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

    int noiseBeforeEcho(AtLine line) {
        return line.length() - prepared.text.wire().length();
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

    /** The character that makes the modem give it up; null for none. */
    @Nullable
    Character abort() {
        return op == null || payload != null ? null : op.command.abort();
    }

    /** The same place on the line for a session that follows: nobody waits for it, and all of its reply may still come. */
    Seat inherited(AtOptions options) {
        Seat copy = new Seat(prepared, op, options);
        copy.awaitsPrompt = awaitsPrompt;
        copy.abandoned = abandoned;
        copy.verdict = verdict;
        copy.inherited = true;
        return copy;
    }

    /** Until when the modem may be at it while it answers later commands; null if it runs alone. */
    @Nullable
    Long runsUntil() {
        return runsUntil;
    }

    void runsUntil(long nanos) {
        runsUntil = nanos;
    }

    boolean isInherited() {
        return inherited;
    }

    /** Its prompt may still come, or its payload may not have arrived as a whole: the line was lost behind it. */
    boolean mayHoldDataEntry() {
        return awaitsPrompt || payload != null || (inherited && isRaw());
    }

    /** The modem was told to give it up: whatever it answers, nobody is to be told that it is done. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** What came so far was an earlier attempt's reply: its own is still to come. */
    void expectAgain() {
        Arrays.fill(claimed, 0);
        echoSeen = false;
        // The former list was handed out.
        lines = new ArrayList<>(2);
        bytes = 0;
        overflow = 0;
        first = null;
    }

    /** All since the last final result is the reply to an earlier attempt, whatever time-outs fall between. */
    void hasTakenFor(Seat earlier) {
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
            lines.add(line);
        } else {
            overflow++;
        }
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

    /** Whether the line is the result code that ends this command, come before its final result. */
    boolean settles(AtLine line) {
        Settlement settlement = settlement();
        if (settlement == null || verdict != null) {
            return false;
        }
        Verdict judged = Foreign.ask("a settlement's judge", settlement.judge(), line, Verdict.NOT_MINE);
        if (judged == Verdict.NOT_MINE) {
            return false;
        }
        if (judged == Verdict.PROGRESS) {
            add(line);
            return true;
        }
        if (judged == Verdict.FAILURE && op != null && op.isDoubled(line) && !doubledSeen) {
            // The former attempt's, once more.
            doubledSeen = true;
            return false;
        }
        urc = line;
        verdict = judged;
        return true;
    }

    @Nullable
    AtLine urc() {
        return urc;
    }

    @Nullable
    Verdict verdict() {
        return verdict;
    }
}
