package io.atflux.link.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.MqttLink;
import io.atflux.link.StubLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LinkTracingTest {

    private static final MqttMessage SECRET =
            MqttMessage.builder("dev/42/state").text("s3cret!").build();

    private final StubLink stub = new StubLink();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final Recorder recorder = new Recorder();
    private final MqttLink link;

    LinkTracingTest() {
        registry.observationConfig().observationHandler(recorder);
        link = LinkTracing.of(stub, registry);
    }

    private static Map<String, String> keys(Iterable<KeyValue> all) {
        java.util.TreeMap<String, String> map = new java.util.TreeMap<>();
        all.forEach(each -> map.put(each.getKey(), each.getValue()));
        return map;
    }

    private static DeliveryReceipt receipt(DeliveryOutcome outcome, @Nullable Throwable failure) {
        return DeliveryReceipt.builder(SECRET, "0190-7", outcome)
                .failure(failure)
                .build();
    }

    private Observation.Context only() {
        assertThat(recorder.stopped).hasSize(1);
        return recorder.stopped.get(0);
    }

    @Test
    void aPublishIsObservedUntilItsReceipt() {
        Sinks.One<DeliveryReceipt> end = Sinks.one();
        stub.receipt = end.asMono();
        link.publish(SECRET).subscribe();
        assertThat(recorder.started).hasSize(1);
        assertThat(recorder.stopped).isEmpty();
        end.tryEmitValue(receipt(DeliveryOutcome.CONFIRMED, null));
        Observation.Context seen = only();
        assertThat(seen.getName()).isEqualTo("messaging.client.operation.duration");
        assertThat(seen.getContextualName()).isEqualTo("publish");
        assertThat(((SenderContext<?>) seen).getKind()).hasToString("PRODUCER");
        assertThat(keys(seen.getLowCardinalityKeyValues()))
                .isEqualTo(Map.of(
                        "messaging.system", "mqtt",
                        "messaging.operation.name", "publish",
                        "messaging.operation.type", "send",
                        "error.type", "none",
                        "atflux.outcome", "confirmed"));
        assertThat(keys(seen.getHighCardinalityKeyValues()))
                .isEqualTo(Map.of(
                        "messaging.destination.name", "dev/42/state",
                        "messaging.message.body.size", "7",
                        "messaging.mqtt.qos", "1",
                        "messaging.message.id", "0190-7"));
    }

    @Test
    void theObservationInTheCallersContextIsTheParentAndTheLinkSeesThePublishs() {
        Observation parent = Observation.start("caller", registry);
        List<Object> inside = new ArrayList<>();
        stub.receipt = Mono.deferContextual(context -> {
            inside.add(context.get(ObservationThreadLocalAccessor.KEY));
            return Mono.just(receipt(DeliveryOutcome.CONFIRMED, null));
        });
        link.publish(SECRET)
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, parent))
                .block();
        assertThat(only().getParentObservation()).isSameAs(parent);
        assertThat(inside).singleElement().isInstanceOfSatisfying(Observation.class, seen -> assertThat(
                        seen.getContextView())
                .isSameAs(only()));
    }

    @Test
    void aPublishThatIsNotConfirmedHasItsOutcomeAndItsError() {
        IllegalStateException failure = new IllegalStateException("refused");
        stub.receipt = Mono.just(receipt(DeliveryOutcome.REJECTED, failure));
        link.publish(SECRET).block();
        assertThat(only().getError()).isSameAs(failure);
        assertThat(keys(only().getLowCardinalityKeyValues()))
                .containsEntry("atflux.outcome", "rejected")
                .containsEntry("error.type", "java.lang.IllegalStateException");
    }

    @Test
    void aPublishThatErrorsOrIsCancelledEndsOnce() {
        stub.receipt = Mono.error(() -> new AtUsageException(AtUsageException.Reason.PARAMETER, "no topic", "PUBLISH"));
        assertThatThrownBy(() -> link.publish(SECRET).block()).isInstanceOf(AtUsageException.class);
        stub.receipt = Mono.never();
        Disposable waiting = link.publish(SECRET).subscribe();
        waiting.dispose();
        waiting.dispose();
        assertThat(recorder.stopped)
                .extracting(
                        context -> keys(context.getLowCardinalityKeyValues()).get("atflux.outcome"))
                .containsExactly("error", "cancelled");
    }

    @Test
    void whatGoesToTheOutboxIsObservedUntilItIsKept() {
        Sinks.One<OutboxEntry> kept = Sinks.one();
        stub.entry = kept.asMono();
        OutboxMessage message = OutboxMessage.builder(SECRET).id("0190-8").build();
        link.enqueue(message).subscribe();
        assertThat(recorder.stopped).isEmpty();
        kept.tryEmitValue(
                OutboxEntry.builder("depot-7", 1, message, Instant.EPOCH).build());
        assertThat(only().getContextualName()).isEqualTo("enqueue");
        assertThat(keys(only().getLowCardinalityKeyValues()))
                .isEqualTo(Map.of(
                        "messaging.system", "mqtt",
                        "messaging.operation.name", "enqueue",
                        "messaging.operation.type", "create",
                        "error.type", "none",
                        "atflux.outcome", "queued"));
        assertThat(keys(only().getHighCardinalityKeyValues())).containsEntry("messaging.message.id", "0190-8");
    }

    @Test
    void whatAnOutboxRefusesIsObservedWithItsError() {
        IllegalStateException failure = new IllegalStateException("full");
        stub.entry = Mono.error(failure);
        assertThatThrownBy(() ->
                        link.enqueue(OutboxMessage.builder(SECRET).build()).block())
                .isSameAs(failure);
        assertThat(only().getError()).isSameAs(failure);
        assertThat(keys(only().getLowCardinalityKeyValues())).containsEntry("atflux.outcome", "error");
    }

    @Test
    void eachOfManyPublishesIsObserved() {
        stub.receipt = Mono.just(receipt(DeliveryOutcome.CONFIRMED, null));
        link.publishAll(reactor.core.publisher.Flux.just(SECRET, SECRET)).blockLast();
        assertThat(recorder.stopped).hasSize(2);
    }

    @Test
    void aReceivedMessageIsObservedWhileItIsHandedOver() {
        List<@Nullable Observation> during = new ArrayList<>();
        link.messages("dev/+/state", Qos.AT_LEAST_ONCE).subscribe(message -> {
            assertThat(recorder.stopped).isEmpty();
            during.add(registry.getCurrentObservation());
        });
        stub.inbound.tryEmitNext(SECRET);
        Observation.Context seen = only();
        assertThat(during).singleElement().satisfies(current -> assertThat(current)
                .isNotNull()
                .extracting(Observation::getContextView)
                .isSameAs(seen));
        assertThat(registry.getCurrentObservation()).isNull();
        assertThat(seen.getName()).isEqualTo("messaging.process.duration");
        assertThat(seen.getContextualName()).isEqualTo("process dev/+/state");
        assertThat(((ReceiverContext<?>) seen).getKind()).hasToString("CONSUMER");
        assertThat(keys(seen.getLowCardinalityKeyValues()))
                .isEqualTo(Map.of(
                        "messaging.system", "mqtt",
                        "messaging.operation.name", "process",
                        "messaging.operation.type", "process",
                        "messaging.destination.template", "dev/+/state",
                        "error.type", "none"));
        assertThat(keys(seen.getHighCardinalityKeyValues()))
                .isEqualTo(Map.of(
                        "messaging.destination.name", "dev/42/state",
                        "messaging.message.body.size", "7",
                        "messaging.mqtt.qos", "1"));
    }

    @Test
    void whatIsSaidHoldsNoPayload() {
        stub.receipt = Mono.just(receipt(DeliveryOutcome.CONFIRMED, null));
        link.publish(SECRET).block();
        link.messages("#", Qos.AT_LEAST_ONCE).subscribe();
        stub.inbound.tryEmitNext(SECRET);
        assertThat(recorder.stopped).hasSize(2);
        assertThat(recorder.stopped.stream().map(Object::toString).collect(Collectors.joining()))
                .contains("dev/42/state")
                .doesNotContain("s3cret!");
    }

    @Test
    void aRegistryThatObservesNothingCostsNothing() {
        assertThat(LinkTracing.of(stub, ObservationRegistry.NOOP)).isSameAs(stub);
    }

    @Test
    void whatHandlersThrowChangesNothing() {
        registry.observationConfig().observationHandler(new Throwing());
        stub.receipt = Mono.just(receipt(DeliveryOutcome.REJECTED, new IllegalStateException("refused")));
        assertThat(link.publish(SECRET).block()).isNotNull();
        List<MqttMessage> got = new ArrayList<>();
        link.messages("#", Qos.AT_LEAST_ONCE).subscribe(got::add);
        stub.inbound.tryEmitNext(SECRET);
        stub.inbound.tryEmitNext(SECRET);
        assertThat(got).hasSize(2);
        assertThat(registry.getCurrentObservation()).isNull();
    }

    private static final class Throwing implements ObservationHandler<Observation.Context> {

        @Override
        public void onStart(Observation.Context context) {
            throw new IllegalStateException("start");
        }

        @Override
        public void onError(Observation.Context context) {
            throw new IllegalStateException("error");
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            throw new IllegalStateException("opened");
        }

        @Override
        public void onStop(Observation.Context context) {
            throw new IllegalStateException("stop");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    private static final class Recorder implements ObservationHandler<Observation.Context> {

        final List<Observation.Context> started = new ArrayList<>();
        final List<Observation.Context> stopped = new ArrayList<>();

        @Override
        public void onStart(Observation.Context context) {
            started.add(context);
        }

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
