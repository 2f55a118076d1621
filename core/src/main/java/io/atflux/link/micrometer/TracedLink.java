package io.atflux.link.micrometer;

import io.atflux.link.ConnectedModule;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.urc.Overflow;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/** A link whose publishes and received messages are observed. */
final class TracedLink implements MqttLink {

    private final MqttLink link;
    private final ObservationRegistry registry;

    TracedLink(MqttLink link, ObservationRegistry registry) {
        this.link = link;
        this.registry = registry;
    }

    @Override
    public Mono<DeliveryReceipt> publish(MqttMessage message) {
        return Mono.defer(() -> {
            PublishContext about = PublishContext.publish(message);
            return observed(
                    about, link.publish(message), (watched, end) -> watched.stop(end.failure(), about.ends(end)));
        });
    }

    @Override
    public Mono<OutboxEntry> enqueue(OutboxMessage message) {
        return Mono.defer(() -> {
            PublishContext about = PublishContext.enqueue(message.message());
            return observed(about, link.enqueue(message), (watched, entry) -> watched.stop(null, about.ends(entry)));
        });
    }

    private <T> Mono<T> observed(PublishContext about, Mono<T> work, BiConsumer<Watched, T> end) {
        return Mono.deferContextual(context -> {
            Watched watched = Watched.start(PublishConvention.observation(about, registry, context));
            return work.contextWrite(watched::in)
                    .doOnNext(result -> end.accept(watched, result))
                    .doOnError(failure -> watched.stop(failure, about.ends("error")))
                    .doOnCancel(() -> watched.stop(null, about.ends("cancelled")));
        });
    }

    @Override
    public Flux<DeliveryReceipt> publishAll(Publisher<MqttMessage> messages) {
        return Flux.from(messages).concatMap(this::publish, 0);
    }

    @Override
    public Flux<MqttMessage> messages(String filter, Qos qos) {
        return observed(filter, link.messages(filter, qos));
    }

    @Override
    public Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow) {
        return observed(filter, link.messages(filter, qos, overflow));
    }

    private Flux<MqttMessage> observed(String filter, Flux<MqttMessage> messages) {
        return messages.transform(
                Operators.<MqttMessage, MqttMessage>lift((from, to) -> new Processing(to, filter, registry)));
    }

    @Override
    public Mono<Void> start() {
        return link.start();
    }

    @Override
    public Flux<DeliveryReceipt> receipts() {
        return link.receipts();
    }

    @Override
    public Flux<LinkState> states() {
        return link.states();
    }

    @Override
    public LinkState state() {
        return link.state();
    }

    @Override
    public @Nullable ConnectedModule module() {
        return link.module();
    }

    @Override
    public void lookAgain() {
        link.lookAgain();
    }

    @Override
    public Scheduler timer() {
        return link.timer();
    }

    @Override
    public Mono<Void> close() {
        return link.close();
    }
}
