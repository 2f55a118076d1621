package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One requested operation.
 *
 * @param adds the message that it adds, if any: it needs room, and is skipped if the caller cancels before its turn
 * @param removes the entry that is finished whatever the outcome of this step
 */
record Step<T>(@Nullable OutboxMessage adds, @Nullable OutboxEntry removes, Function<Entries, @Nullable T> work) {

    static <T> Step<T> of(Function<Entries, @Nullable T> work) {
        return new Step<>(null, null, work);
    }

    static <T> Step<T> adding(OutboxMessage message, Function<Entries, @Nullable T> work) {
        return new Step<>(message, null, work);
    }

    static <T> Step<T> removing(OutboxEntry done, Function<Entries, @Nullable T> work) {
        return new Step<>(null, done, work);
    }
}
