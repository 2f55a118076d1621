package io.atflux.internal.turn;

import io.atflux.internal.failure.Loss;
import io.atflux.internal.foreign.Foreign;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that somebody waits for: commands from their request to their end, turns until they begin. Wherever the session keeps one,
 * it is in here from its first step on, and leaves exactly when its end is told; so the session's end misses none and tells none
 * twice, whatever state each is in. Oldest first, without garbage. Confined to the event loop.
 */
public final class LiveSet {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSet.class);

    private @Nullable Live first;
    private @Nullable Live last;

    public void add(Live live) {
        live.linked = true;
        live.before = last;
        if (last == null) {
            first = live;
        } else {
            last.after = live;
        }
        last = live;
    }

    /** Whether it was still in here: then its end is the caller's to tell. */
    public boolean remove(Live live) {
        if (!live.linked) {
            return false;
        }
        Live before = live.before;
        Live after = live.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        live.linked = false;
        live.before = null;
        live.after = null;
        return true;
    }

    /** Each of them, oldest first; none may come or go meanwhile. */
    public void each(Consumer<Live> look) {
        for (Live next = first; next != null; next = next.after) {
            look.accept(next);
        }
    }

    /** Ends all, also those that come while it does. */
    public void sever(Loss loss) {
        Throwable fatal = null;
        for (Live next = first; next != null; next = first) {
            try {
                next.sever(loss);
            } catch (Throwable broken) {
                LOG.error("a command did not end as it should", broken);
                fatal = Foreign.isFatal(broken) ? broken : fatal;
            }
            if (remove(next)) {
                next.tell(loss);
            }
        }
        if (fatal != null) {
            Foreign.passOnFatal(fatal);
        }
    }
}
