package io.atflux.internal.turn;

import io.atflux.error.AtException;
import io.atflux.internal.failure.Loss;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The line reserved for several commands, with no other command between them. Confined to the event loop. */
public final class Turn extends Live {

    final ArrayDeque<QueuedCommand> queue = new ArrayDeque<>(2);
    /** The command whose re-send is decided in this turn; null for a caller's turn. */
    public final @Nullable QueuedCommand recheckOf;

    private final Runnable begin;
    private final Consumer<AtException> refuse;
    /** The turn's commands that have not ended for their callers. */
    public final Set<QueuedCommand> live = new LinkedHashSet<>(2);

    private boolean written;
    /** The module restarted since the turn wrote. */
    private boolean forgotten;

    private boolean over;

    /**
     * @param begin called once, when the turn gets the line
     * @param refuse called instead if the session ends before
     */
    Turn(@Nullable QueuedCommand recheckOf, Runnable begin, Consumer<AtException> refuse) {
        this.recheckOf = recheckOf;
        this.begin = begin;
        this.refuse = refuse;
    }

    /** From here on the turn's own work signals its end. */
    void begin(LiveSet waiting) {
        waiting.remove(this);
        begin.run();
    }

    void refuse(AtException error) {
        over = true;
        refuse.accept(error);
    }

    @Override
    public void sever(Loss loss) {
        over = true;
    }

    @Override
    public void tell(Loss loss) {
        refuse.accept(loss.error());
    }

    void end() {
        over = true;
    }

    public void ended(QueuedCommand op) {
        live.remove(op);
        written |= op.wasWritten();
    }

    /** Whether a command of it that has ended was written. */
    boolean hasWritten() {
        return written;
    }

    /** Whether any command of it was written. */
    boolean hasBegunToWrite() {
        return written || live.stream().anyMatch(QueuedCommand::wasWritten);
    }

    /** The module restarted after the turn wrote: it writes nothing more. */
    void writesNoMore() {
        forgotten = true;
    }

    /** Whether no restart of the module prevents a write of this turn, nor of the command that it rechecks. */
    public boolean mayWrite() {
        return !forgotten && (recheckOf == null || recheckOf.mayWrite());
    }

    /** Whether a command continues without the turn's body: a recheck waits for the commands of its own check. */
    boolean isBusy() {
        for (QueuedCommand op : live) {
            if (!op.isRechecking()) {
                return true;
            }
        }
        return false;
    }

    public boolean isOver() {
        return over;
    }
}
