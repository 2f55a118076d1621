package io.atflux.modem;

import io.atflux.AtSession;
import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The bearer state of a session: the access point that it set last, and whether one of its dials may still run in the module,
 * even if no subscriber waits for it.
 */
final class Dialling {

    private final AtSession session;
    /** The time until which the last dial may run, by the session's timer in nanoseconds; null for none. */
    private final AtomicReference<@Nullable Long> until = new AtomicReference<>();

    private final AtomicReference<@Nullable Apn> set = new AtomicReference<>();

    Dialling(AtSession session) {
        this.session = session;
    }

    private long now() {
        return session.timer().now(TimeUnit.NANOSECONDS);
    }

    boolean mayRun() {
        Long end = until.get();
        return end != null && now() - end < 0;
    }

    /** Records the access point that this session has set last. */
    void hasSet(Apn apn) {
        set.set(apn);
    }

    /** Whether this session has set another access point, for another card. If it has set none, it keeps the module's setting. */
    boolean hasSetAnother(Apn apn) {
        Apn last = set.get();
        return last != null && !last.equals(apn);
    }

    /** @param limit the longest time of a dial */
    <T> Mono<T> during(Mono<T> dial, Duration limit) {
        return Mono.defer(() -> {
            until.set(now() + Durations.nanos(limit));
            return dial.doOnSuccess(done -> until.set(null)).doOnError(this::failed);
        });
    }

    /** A refused dial has ended; after any other failure it may still run. */
    private void failed(Throwable failure) {
        boolean known = failure instanceof AtException at && at.outcome() != Outcome.UNKNOWN;
        if (known) {
            until.set(null);
        } else {
            // It may have been written again just now.
            Long end = until.get();
            until.set(end == null ? null : Math.max(end, now() + Durations.nanos(Duration.ofSeconds(15))));
        }
    }
}
