package io.atflux.samples.cli.demo;

import io.atflux.fibocom.L610;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The MQTT half of the guide's session: open, subscribe, publish inline and by length, receive, unsubscribe, close. */
final class GuideSession {

    static final String TOPIC = "test1";
    static final String INLINE = "123";
    /** Its quotes make the driver choose the length form. */
    static final String BY_LENGTH = "\"123\"";

    static final String FROM_OUTSIDE = "{\"led\": true}";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MqttClient mqtt;
    private final Witness witness;
    private final StepTable table;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Sinks.Many<String> arrivals = Sinks.many().replay().all();

    GuideSession(L610 module, Witness witness, StepTable table) {
        this.mqtt = module.mqtt(1);
        this.witness = witness;
        this.table = table;
    }

    Mono<Void> run(Broker broker) {
        return Mono.defer(() -> Mono.usingWhen(
                Mono.fromSupplier(this::listen),
                listening -> conversation(broker, witness.seen().size()),
                listening -> Mono.fromRunnable(listening::dispose)));
    }

    private Mono<Void> conversation(Broker broker, int seenBefore) {
        return mqtt.open(broker)
                .then(mqtt.subscribe(TOPIC, Qos.AT_MOST_ONCE))
                .then(mqtt.publish(message(INLINE)))
                .then(receives(INLINE))
                .then(mqtt.publish(message(BY_LENGTH)))
                .then(receives(BY_LENGTH))
                .then(witness.publish(TOPIC, FROM_OUTSIDE))
                .then(receives(FROM_OUTSIDE))
                .then(mqtt.unsubscribe(TOPIC))
                .then(mqtt.close())
                .then(Mono.defer(() -> witness.awaits(seenBefore, 3, PATIENCE)))
                .then(Mono.fromRunnable(() -> check(seenBefore)));
    }

    private static MqttMessage message(String text) {
        return MqttMessage.builder(TOPIC).text(text).qos(Qos.AT_MOST_ONCE).build();
    }

    private Disposable listen() {
        return mqtt.received(Overflow.error(16)).subscribe(this::arrived, arrivals::tryEmitError);
    }

    private void arrived(MqttMessage message) {
        received.add(message.text());
        arrivals.tryEmitNext(message.text());
    }

    private Mono<String> receives(String text) {
        return arrivals.asFlux().filter(text::equals).next().timeout(PATIENCE);
    }

    private void check(int seenBefore) {
        List<String> expected = List.of(INLINE, BY_LENGTH, FROM_OUTSIDE);
        table.check("received by the module", received.equals(expected), received.toString());
        List<String> seen = witness.seen().subList(seenBefore, witness.seen().size());
        table.check("seen by an independent client", seen.equals(expected), seen.toString());
    }
}
