package io.atflux.internal.time;

import org.jspecify.annotations.Nullable;

/**
 * A part of a session that waits repeatedly for one point in time. Its deadline is created when it is first set: an idle session
 * needs none. Confined to the event loop.
 */
public abstract class Timed {

    private Deadlines.@Nullable Deadline deadline;

    /** The deadline has passed and is no longer set. */
    protected abstract void timeUp();

    /**
     * Sets or moves the deadline.
     *
     * @param all the session's deadlines
     * @param nanos the time by the session's clock
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
