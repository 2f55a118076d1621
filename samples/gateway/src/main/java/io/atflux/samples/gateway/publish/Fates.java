package io.atflux.samples.gateway.publish;

import io.atflux.link.DeliveryReceipt;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Remembers what became of queued messages, over a restart. One thread of its own does the work, in the order of the calls. */
public final class Fates implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Fates.class);
    private static final int MOST_WAITING = 100_000;
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Scheduler thread = Schedulers.newBoundedElastic(1, MOST_WAITING, "fates");
    private final FateStore store;
    private final int most;
    private int sincePruned;

    /** Opens the file, on the calling thread. */
    public Fates(Path file, int most) throws SQLException {
        this.store = new FateStore(file);
        this.most = most;
    }

    Mono<Void> accepted(String id, String modem, String topic) {
        return on(() -> {
                    store.accepted(id, modem, topic, Instant.now());
                    if (++sincePruned >= 100) {
                        sincePruned = 0;
                        store.keep(most);
                    }
                    return true;
                })
                .then();
    }

    /** A message of the store ended. Returns at once. */
    public void ended(String modem, DeliveryReceipt receipt) {
        Throwable failure = receipt.failure();
        Fate fate = new Fate(
                receipt.id(),
                modem,
                receipt.message().topic(),
                Instant.EPOCH,
                receipt.outcome(),
                receipt.attempts(),
                receipt.possiblyDuplicated(),
                Instant.now(),
                failure == null ? null : failure.getMessage());
        on(() -> {
                    store.ended(fate);
                    return true;
                })
                .subscribe(done -> {}, lost -> LOG.warn("the end of message {} is not remembered", fate.id(), lost));
    }

    /** Empty for a message that this modem never had, or whose end is forgotten. */
    public Mono<Fate> find(String id, String modem) {
        return on(() -> store.find(id, modem));
    }

    private <T> Mono<T> on(Callable<? extends T> work) {
        return Mono.<T>fromCallable(work).subscribeOn(thread);
    }

    @Override
    public void destroy() {
        on(() -> {
                    store.close();
                    return true;
                })
                .block(LAST);
        thread.dispose();
    }
}
