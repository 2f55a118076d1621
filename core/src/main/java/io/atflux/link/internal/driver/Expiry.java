package io.atflux.link.internal.driver;

import io.atflux.outbox.OutboxQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Expires messages in an outbox while none is published. Confined to the link's mailbox. */
final class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Outgoing.Client client;
    private final Mono<OutboxQueue> queue;
    private final Waiters waiters;
    private @Nullable Disposable timer;
    private boolean wanted;

    Expiry(Outgoing.Client client, Mono<OutboxQueue> queue, Waiters waiters) {
        this.client = client;
        this.queue = queue;
        this.waiters = waiters;
    }

    /** Expires every 30 s from now on, unless this is active already, or not wanted. */
    void watch(boolean now) {
        wanted = now;
        if (wanted && timer == null) {
            timer = client.after(EVERY, () -> client.post(this::look));
        }
    }

    void stop() {
        wanted = false;
        Disposable running = timer;
        if (running != null) {
            running.dispose();
            timer = null;
        }
    }

    private void look() {
        timer = null;
        if (wanted) {
            queue.flatMap(OutboxQueue::expire)
                    .doFinally(signal -> client.post(() -> watch(wanted)))
                    .subscribe(
                            all -> client.post(() -> all.forEach(waiters::expired)),
                            failure -> LOG.debug("expiring messages failed: {}", failure.getMessage()));
        }
    }
}
