package io.atflux.internal.turn;

import io.atflux.internal.failure.Loss;
import io.atflux.internal.foreign.Foreign;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything with a waiting subscriber: commands from their request to their end, turns until they begin. An entry is in the set
 * from its first step on, wherever else the session keeps it, and leaves exactly when its end is signalled. So the session's end
 * reaches every entry exactly once, in any state. Oldest first, without garbage. Confined to the event loop.
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

    /** @return whether it was still in the set: then the caller must signal its end */
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

    /** Calls the consumer with each entry, oldest first; no entry may be added or removed meanwhile. */
    public void each(Consumer<Live> look) {
        for (Live next = first; next != null; next = next.after) {
            look.accept(next);
        }
    }

    /** Ends all entries, also those added meanwhile. */
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
