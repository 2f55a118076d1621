package io.atflux.internal.time;

import org.jspecify.annotations.Nullable;

/**
 * A part of a session that waits for one point in time, again and again. Its deadline is made when it is first set: an idle session needs none.
 * Confined to the event loop.
 */
public abstract class Timed {

    private Deadlines.@Nullable Deadline deadline;

    /** The deadline passed, and is set no more. */
    protected abstract void timeUp();

    /**
     * Sets the deadline, or moves it.
     *
     * @param all the session's
     * @param nanos when it passes, by the session's clock
     */
    protected final void setDeadline(Deadlines all, long nanos) {
        Deadlines.Deadline own = deadline;
        if (own == null) {
            own = all.create(this::timeUp);
            deadline = own;
        }
        own.at(nanos);
    }

    protected final void clearDeadline() {
        if (deadline != null) {
            deadline.clear();
        }
    }

    protected final boolean isDeadlineSet() {
        return deadline != null && deadline.isSet();
    }
}
