package io.atflux.link.internal.driver;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Reports the depth of a link's outbox to its observers at intervals. Confined to the link's mailbox. */
final class DepthWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DepthWatch.class);

    private final Outgoing.Client client;
    private final Observed observed;
    private final Outbox outbox;
    private final String owner;
    private final Duration every;
    private @Nullable Disposable timer;
    private boolean stopped;

    DepthWatch(Outgoing.Client client, Observed observed, Outbox outbox, String owner, Duration every) {
        this.client = client;
        this.observed = observed;
        this.outbox = outbox;
        this.owner = owner;
        this.every = every;
    }

    /** Reports now and at each interval. */
    void look() {
        timer = null;
        if (stopped) {
            return;
        }
        Mono.defer(() -> outbox.queue(owner))
                .flatMap(OutboxQueue::depth)
                .doFinally(signal -> client.post(this::later))
                .subscribe(
                        depth -> client.post(() -> observed.tell(observer -> observer.outbox(depth))),
                        failure -> LOG.debug("the depth of the outbox cannot be read: {}", failure.getMessage()));
    }

    private void later() {
        if (!stopped && timer == null) {
            timer = client.after(every, () -> client.post(this::look));
        }
    }

    void stop() {
        stopped = true;
        Disposable running = timer;
        if (running != null) {
            running.dispose();
            timer = null;
        }
    }
}
