package io.atflux.link;

import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.urc.Overflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A link with results that the test sets. */
public final class StubLink implements MqttLink {

    /** The results of a start, a publish, an enqueue and a close. */
    public Mono<Void> start = Mono.empty();

    public Mono<DeliveryReceipt> receipt = Mono.never();
    public Mono<OutboxEntry> entry = Mono.never();
    public Mono<Void> close = Mono.empty();

    /** The received messages, whatever the filter. */
    public final Sinks.Many<MqttMessage> inbound = Sinks.many().multicast().directBestEffort();

    public final List<MqttMessage> published = new ArrayList<>();

    @Override
    public Mono<Void> start() {
        return start;
    }

    @Override
    public Flux<MqttMessage> messages(String filter, Qos qos) {
        return messages(filter, qos, Overflow.dropOldest(256));
    }

    @Override
    public Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow) {
        return inbound.asFlux().onBackpressureBuffer(overflow.capacity());
    }

    @Override
    public Mono<DeliveryReceipt> publish(MqttMessage message) {
        return Mono.defer(() -> {
            published.add(message);
            return receipt;
        });
    }

    @Override
    public Flux<DeliveryReceipt> publishAll(Publisher<MqttMessage> messages) {
        return Flux.from(messages).concatMap(this::publish, 0);
    }

    @Override
    public Mono<OutboxEntry> enqueue(OutboxMessage message) {
        return entry;
    }

    @Override
    public Flux<DeliveryReceipt> receipts() {
        return Flux.empty();
    }

    @Override
    public Flux<LinkState> states() {
        return Flux.just(state());
    }

    @Override
    public LinkState state() {
        return LinkState.builder(LinkPhase.READY, java.time.Instant.EPOCH).build();
    }

    @Override
    public @Nullable ConnectedModule module() {
        return null;
    }

    @Override
    public void lookAgain() {
        // No wait is needed.
    }

    @Override
    public Scheduler timer() {
        return Schedulers.immediate();
    }

    @Override
    public Mono<Void> close() {
        return close;
    }
}
