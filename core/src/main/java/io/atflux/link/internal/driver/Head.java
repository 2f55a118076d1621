package io.atflux.link.internal.driver;

import io.atflux.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The entry of an outbox that is being written or was written last, and the results of its writes. Confined to the link's mailbox. */
final class Head {

    private final Disposable.Swap writing = Disposables.swap();
    private @Nullable OutboxEntry entry;
    private final LastWrite lastWrite = new LastWrite();
    private @Nullable Instant refusedSince;
    /** The id of an entry that the module accepted and did not confirm, in this run of the process. */
    private String mayHaveArrived = "";

    /** The entry that is being written; null for none. */
    @Nullable
    OutboxEntry entry() {
        return entry;
    }

    void begins(OutboxEntry next) {
        entry = next;
        lastWrite.begins(next.message().topic());
    }

    LastWrite lastWrite() {
        return lastWrite;
    }

    /** Sets the subscription of the write. */
    void writing(Disposable write) {
        writing.update(write);
    }

    /** The write has ended, whatever its result. */
    void ends(Instant now, boolean answered) {
        entry = null;
        lastWrite.over(now, answered);
    }

    /** Ignores the write's result from now on. */
    void giveUp(Instant now) {
        writing.update(Disposables.disposed());
        ends(now, false);
    }

    void mayHaveArrived(OutboxEntry one) {
        mayHaveArrived = one.id();
        refusedSince = null;
    }

    boolean mayAlreadyHaveArrived(OutboxEntry one) {
        return mayHaveArrived.equals(one.id());
    }

    /**
     * The module refused the entry.
     *
     * @return the time since the first refusal; null for the first
     */
    @Nullable
    Duration refused(Instant now) {
        Instant since = refusedSince;
        refusedSince = since == null ? now : since;
        return since == null ? null : Duration.between(since, now);
    }

    /** The entry is finished; another one is next. */
    void over() {
        refusedSince = null;
    }
}
