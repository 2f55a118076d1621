package io.atflux.samples.gateway.publish;

import io.atflux.link.DeliveryReceipt;
import io.atflux.outbox.OutboxEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Remembers the fates of queued messages over a restart. A single thread does the work, in the order of the calls. */
public final class Fates implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Fates.class);
    private static final int MOST_WAITING = 100_000;
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Scheduler thread = Schedulers.newBoundedElastic(1, MOST_WAITING, "fates");
    private final Path file;
    private final int most;
    private @Nullable FateStore opened;
    private int sincePruned;

    /**
     * Opens nothing yet.
     *
     * @param most the number of ends that are remembered
     */
    public Fates(Path file, int most) {
        this.file = file;
        this.most = most;
    }

    /** Opens the file. The owner of the outbox beside it is its only user. */
    public Mono<Void> open() {
        return on(() -> {
                    opened = new FateStore(file);
                    return true;
                })
                .onErrorMap(
                        failure -> new IllegalStateException("the file of fates " + file + " cannot be used", failure))
                .then();
    }

    private FateStore store() {
        return Objects.requireNonNull(opened, "the file of fates is not open");
    }

    /** Notes that a message is in the outbox. Never errors: the message is there even if the note cannot be written. */
    Mono<Void> accepted(String modem, OutboxEntry entry) {
        return on(() -> {
                    store().accepted(entry.id(), modem, entry.message().topic(), entry.acceptedAt());
                    if (++sincePruned >= 100) {
                        sincePruned = 0;
                        store().keep(most);
                    }
                    return true;
                })
                .onErrorResume(lost -> {
                    LOG.warn("that message {} is accepted is not remembered: {}", entry.id(), lost.toString());
                    return Mono.empty();
                })
                .then();
    }

    /** Notes the end of a message. Returns at once. */
    public void ended(String modem, DeliveryReceipt receipt) {
        Throwable failure = receipt.failure();
        Instant now = Instant.now();
        Instant sent = receipt.firstSentAt();
        Fate fate = new Fate(
                receipt.id(),
                modem,
                receipt.message().topic(),
                sent == null ? now : sent,
                receipt.outcome(),
                receipt.attempts(),
                receipt.possiblyDuplicated(),
                now,
                failure == null ? null : failure.getMessage());
        on(() -> {
                    store().ended(fate);
                    return true;
                })
                .subscribe(
                        done -> {},
                        lost -> LOG.warn("the end of message {} is not remembered: {}", fate.id(), lost.toString()));
    }

    /** Empty for a message that this modem never had, or whose end is forgotten. */
    public Mono<Fate> find(String id, String modem) {
        return on(() -> store().find(id, modem));
    }

    private <T> Mono<T> on(Callable<? extends T> work) {
        return Mono.<T>fromCallable(work).subscribeOn(thread);
    }

    @Override
    public void destroy() {
        on(() -> {
                    if (opened != null) {
                        opened.close();
                    }
                    return true;
                })
                .block(LAST);
        thread.dispose();
    }
}
