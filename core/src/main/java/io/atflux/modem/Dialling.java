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
 * What a session did for its bearer: which access point it set last, and whether a dial of ours may be under way in the module, also one
 * that nobody waits for any more.
 */
final class Dialling {

    private final AtSession session;
    /** Until when the last one may run, by the session's timer in nanoseconds; null for none. */
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

    /** This one is the module's from now on, as far as this session knows. */
    void hasSet(Apn apn) {
        set.set(apn);
    }

    /** Whether this session set another one, for another card. One that it set none leaves to whoever did. */
    boolean hasSetAnother(Apn apn) {
        Apn last = set.get();
        return last != null && !last.equals(apn);
    }

    /** @param limit how long one may take */
    <T> Mono<T> during(Mono<T> dial, Duration limit) {
        return Mono.defer(() -> {
            until.set(now() + Durations.nanos(limit));
            return dial.doOnSuccess(done -> until.set(null)).doOnError(this::failed);
        });
    }

    /** A refusal is over; what became of anything else, nobody knows. */
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
