package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtException;
import io.atflux.error.AtUsageException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkException;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.cli.ExitStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Publishes messages on a link, one after the other, and ends the program after the last, or without a connection. */
final class Publishing {

    private final MqttLink link;
    private final Flux<MqttMessage> messages;
    private final Qos qos;
    private final LinkRun run;
    private final Narrator narrator;
    private final boolean keepTrying;
    private final @Nullable Duration limit;
    private final Sinks.Empty<Void> enough = Sinks.empty();
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private final AtomicLong numbers = new AtomicLong();

    /** Confirmed messages that are not of this run, and confirmed ones of this run whose receipt was not seen yet. */
    private final Set<String> earlier = new HashSet<>();

    private final Set<String> own = new HashSet<>();
    private long confirmed;
    private long unconfirmed;
    private boolean misused;

    /** @param limit the limit for a connection while messages are in an outbox; null if they expire */
    Publishing(
            MqttLink link,
            Flux<MqttMessage> messages,
            Qos qos,
            LinkRun run,
            Narrator narrator,
            boolean keepTrying,
            @Nullable Duration limit) {
        this.link = link;
        this.qos = qos;
        this.messages = messages;
        this.run = run;
        this.narrator = narrator;
        this.keepTrying = keepTrying;
        this.limit = limit;
    }

    /** Completes when every accepted message has its receipt. */
    Mono<Void> stopped() {
        return Mono.fromRunnable(enough::tryEmitEmpty).then(stopped.asMono());
    }

    void begin() {
        Mono<Void> start = limit == null ? link.start() : link.start().timeout(limit);
        link.receipts()
                .filter(DeliveryReceipt::isConfirmed)
                .subscribe(receipt -> run.tell(() -> move(receipt.id(), own, earlier)));
        start.subscribe(ready -> {}, this::notStarted);
        messages.takeUntilOther(enough.asMono())
                .concatMap(this::publish, 0)
                .doFinally(end -> stopped.tryEmitEmpty())
                .subscribe(delivery -> run.tell(() -> told(delivery)), this::failed, () -> run.tell(this::finished));
    }

    private Mono<Delivery> publish(MqttMessage message) {
        long number = numbers.incrementAndGet();
        return Mono.fromRunnable(() -> Outgoing.check(message))
                .then(Mono.defer(() -> link.publish(message)))
                .map(receipt -> Delivery.of(number, receipt))
                .onErrorResume(
                        AtUsageException.class, why -> Mono.just(Delivery.refused(number, message.topic(), why)));
    }

    private void notStarted(Throwable failure) {
        if (failure instanceof LinkException blocked && !keepTrying) {
            run.end(Words.status(blocked.state()), Words.givenUp(blocked.state()));
        } else if (failure instanceof TimeoutException) {
            run.end(Words.status(link.state()), narrator.late(link.state()) + " The messages stay in the outbox.");
        }
    }

    /** Handles a failure of the input; a failure of the link becomes a receipt. */
    private void failed(Throwable failure) {
        run.end(
                failure instanceof AtException ? ExitStatus.FAILED : ExitStatus.USAGE,
                "the input cannot be read on: " + failure.getMessage());
    }

    private void told(Delivery delivery) {
        run.printer().delivery(delivery);
        if (delivery.isConfirmed()) {
            confirmed++;
            move(String.valueOf(delivery.id()), earlier, own);
            return;
        }
        unconfirmed++;
        misused |= delivery.isMisuse();
        run.warn(delivery.words());
        if (delivery.outcome() == DeliveryOutcome.NOT_SENT) {
            // The next messages would wait as long, for the same connection.
            run.endNow(Words.status(link.state()), narrator.late(link.state()));
        }
    }

    /** A message of this run has two events in either order, one of an earlier run has one. */
    private static void move(String id, Set<String> from, Set<String> to) {
        if (!from.remove(id)) {
            to.add(id);
        }
    }

    private void finished() {
        if (!run.isEnded()) {
            int failure = misused ? ExitStatus.USAGE : ExitStatus.FAILED;
            run.endNow(unconfirmed == 0 ? ExitStatus.OK : failure, summary());
        }
    }

    private String summary() {
        String what = confirmed + (confirmed == 1 ? " message" : " messages") + " confirmed";
        String meaning = qos == Qos.AT_MOST_ONCE
                ? "handed to the connection"
                : "the broker has " + (confirmed == 1 ? "it" : "them");
        String others = unconfirmed == 0 ? "" : ", " + unconfirmed + " not";
        String before = earlier.isEmpty()
                ? ""
                : ", " + earlier.size() + (earlier.size() == 1 ? " of an earlier run" : " of earlier runs");
        return what + (confirmed == 0 ? "" : " (QoS " + qos.level() + ": " + meaning + ")") + before + others;
    }
}
