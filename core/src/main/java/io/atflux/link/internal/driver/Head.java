package io.atflux.link.internal.driver;

import io.atflux.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The entry of an outbox that is being written, or was last, and what its writes have proved. Confined to the link's mailbox. */
final class Head {

    private final Disposable.Swap writing = Disposables.swap();
    private @Nullable OutboxEntry entry;
    private final LastWrite lastWrite = new LastWrite();
    private @Nullable Instant refusedSince;
    /** The id of an entry that the module accepted and did not confirm, in this life of the process. */
    private String mayHaveArrived = "";

    /** The one that is being written; null for none. */
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

    /** What its result comes by. */
    void writing(Disposable write) {
        writing.update(write);
    }

    /** It is written no longer, whatever came of it. */
    void ends(Instant now, boolean answered) {
        entry = null;
        lastWrite.over(now, answered);
    }

    /** Its result does not matter any more. */
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
     * The module refused it.
     *
     * @return for how long it does; null for the first time
     */
    @Nullable
    Duration refused(Instant now) {
        Instant since = refusedSince;
        refusedSince = since == null ? now : since;
        return since == null ? null : Duration.between(since, now);
    }

    /** Another one is next. */
    void over() {
        refusedSince = null;
    }
}
