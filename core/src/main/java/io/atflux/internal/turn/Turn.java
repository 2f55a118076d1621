package io.atflux.internal.turn;

import io.atflux.error.AtException;
import io.atflux.internal.failure.Loss;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The line reserved for several commands with nothing in between. Confined to the event loop. */
public final class Turn extends Live {

    final ArrayDeque<QueuedCommand> queue = new ArrayDeque<>(2);
    /** Whose re-send is being decided in this turn; null for a caller's own turn. */
    public final @Nullable QueuedCommand recheckOf;

    private final Runnable begin;
    private final Consumer<AtException> refuse;
    /** Its commands that have not ended for their callers. */
    public final Set<QueuedCommand> live = new LinkedHashSet<>(2);

    private boolean written;
    /** The module was restarted since it wrote. */
    private boolean forgotten;

    private boolean over;

    /**
     * @param begin called once, when the line is this turn's
     * @param refuse called instead where the session ends before
     */
    Turn(@Nullable QueuedCommand recheckOf, Runnable begin, Consumer<AtException> refuse) {
        this.recheckOf = recheckOf;
        this.begin = begin;
        this.refuse = refuse;
    }

    /** From here on its end is told by whatever its own work ends with. */
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

    /** Whether anything of it was ever written. */
    boolean hasWritten() {
        return written;
    }

    /** Whether anything of it is on the line, or was. */
    boolean hasBegunToWrite() {
        return written || live.stream().anyMatch(QueuedCommand::wasWritten);
    }

    /** The module was restarted: it wrote before that, and writes nothing any more. */
    void writesNoMore() {
        forgotten = true;
    }

    /** Whether no restart of the module stands against it, nor against the command that it asks about. */
    public boolean mayWrite() {
        return !forgotten && (recheckOf == null || recheckOf.mayWrite());
    }

    /** Whether there is something that will go on by itself: a recheck waits for what its own check does. */
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
