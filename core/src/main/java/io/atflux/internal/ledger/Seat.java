package io.atflux.internal.ledger;

import io.atflux.AtOptions;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.internal.foreign.Foreign;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * The place of a written command, until its reply is complete. The seat stays after its sender has gone, so that its reply reaches
 * no other command.
 *
 * <pre>
 * WRITTEN → [PROMPTED → PAYLOAD] → FINAL
 *     └───────────┴─ time-out ──→ owed ──→ its late reply, or a resynchronisation
 * </pre>
 *
 * <p>It is its own reply: one object for each command instead of two.
 */
public final class Seat extends ReplySoFar {

    /** Null for a probe. */
    public final @Nullable Sender op;

    public final @Nullable Payload payload;
    private long writtenAs = -1;
    private boolean awaitsPrompt;
    private boolean abandoned;
    private boolean doubledSeen;
    private boolean inherited;
    private @Nullable Long runsUntil;

    private @Nullable AtLine urc;
    private @Nullable Verdict verdict;

    public Seat(Prepared prepared, @Nullable Sender op, AtOptions options) {
        super(prepared, options);
        this.op = op;
        this.payload = op == null ? null : op.command().payload();
        this.awaitsPrompt = payload != null;
    }

    public boolean isRaw() {
        return op != null && op.command().isRaw();
    }

    public boolean awaitsPrompt() {
        return awaitsPrompt;
    }

    public void prompted() {
        awaitsPrompt = false;
    }

    @Nullable
    CountedAnswer counted() {
        return op == null ? null : op.command().counted();
    }

    @Nullable
    public Settlement settlement() {
        return op == null ? null : op.command().settlement();
    }

    /** @param writes the number of writes before it */
    public void writtenAs(long writes) {
        writtenAs = writes;
    }

    /** Whether it was written after the bytes with this mark began to arrive: they are no answer to it. */
    public boolean wasWrittenAfter(long mark) {
        return mark <= writtenAs;
    }

    public int noiseBeforeEcho(AtLine line) {
        return line.length() - prepared.text.wire().length();
    }

    /** The character that aborts the command; null for none. */
    @Nullable
    public Character abort() {
        return op == null || payload != null ? null : op.command().abort();
    }

    /** The same place on the line for a later session: no sender waits for it, and its whole reply may still arrive. */
    public Seat inherited(AtOptions options) {
        Seat copy = new Seat(prepared, op, options);
        copy.awaitsPrompt = awaitsPrompt;
        copy.abandoned = abandoned;
        copy.verdict = verdict;
        copy.inherited = true;
        return copy;
    }

    /** The time until which the modem may execute it while it answers later commands; null if it runs alone. */
    @Nullable
    public Long runsUntil() {
        return runsUntil;
    }

    public void runsUntil(long nanos) {
        runsUntil = nanos;
    }

    public boolean isInherited() {
        return inherited;
    }

    /** Whether its prompt may still arrive, or its payload may be incomplete: the line was lost after it. */
    boolean mayHoldDataEntry() {
        return awaitsPrompt || payload != null || (inherited && isRaw());
    }

    /** The modem was told to abort it: whatever its answer, it is not reported as done. */
    public void abandon() {
        abandoned = true;
    }

    public boolean isAbandoned() {
        return abandoned;
    }

    /** Whether the line is the result code that ends this command, and arrived before its final result. */
    public boolean settles(AtLine line) {
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
            // The former attempt's result code, repeated.
            doubledSeen = true;
            return false;
        }
        urc = line;
        verdict = judged;
        return true;
    }

    @Nullable
    public AtLine urc() {
        return urc;
    }

    @Nullable
    public Verdict verdict() {
        return verdict;
    }
}
