package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtRejectedException;
import io.atflux.fibocom.L610;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Messages that wait in the module's buffer until they are requested. */
@Execution(ExecutionMode.CONCURRENT)
class OnDemandIT {

    private static final String[] BUFFERED = {"buffered-mode=present"};

    /** Requests messages explicitly, and lets a test wait for them. */
    private static final class Reader extends BaseSubscriber<MqttMessage> {

        private final Sinks.Many<MqttMessage> got = Sinks.many().replay().all();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // No request yet.
        }

        @Override
        protected void hookOnNext(MqttMessage message) {
            got.tryEmitNext(message);
        }

        @Override
        protected void hookOnError(Throwable why) {
            got.tryEmitError(why);
        }

        List<String> texts(int count) {
            return done(got.asFlux().take(count).map(MqttMessage::text).collectList());
        }
    }

    /** Completes when the module has announced this many messages. */
    private static Mono<Void> announced(MqttClient client, int count) {
        Mono<Void> all = client.events()
                .ofType(MqttEvent.Announced.class)
                .take(count)
                .then()
                .cache();
        all.subscribe();
        return all;
    }

    private static Reader reader(L610 module, String topic) throws InterruptedException {
        Reader reader = new Reader();
        module.mqtt(1).messagesOnDemand(topic, Qos.AT_LEAST_ONCE).subscribe(reader);
        LogCapture.await(module.session(), wire -> wire.contains("<< +MQTTSUB: 1,1"));
        return reader;
    }

    @Test
    void messagesWaitInTheModuleUntilTheyAreAskedFor() throws Exception {
        try (Rig rig = Rig.quick(BUFFERED);
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            Reader reader = reader(module, rig.topic("in"));
            Mono<Void> arrived = announced(module.mqtt(1), 5);
            for (int i = 1; i <= 5; i++) {
                witness.publish(rig.topic("in"), "m" + i);
            }
            ends(arrived);
            assertThat(LogCapture.wire(module.session())).noneMatch(line -> line.contains("AT+MQTTREAD"));

            reader.request(2);
            assertThat(reader.texts(2)).containsExactly("m1", "m2");
            reader.request(3);
            assertThat(reader.texts(5)).containsExactly("m1", "m2", "m3", "m4", "m5");
        }
    }

    @Test
    void everyByteArrivesAsItWasPublished() throws Exception {
        byte[] all = new byte[2048];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        List<byte[]> payloads = List.of(
                all,
                new byte[0],
                "\r\nOK\r\n".getBytes(StandardCharsets.ISO_8859_1),
                "\"\r\n+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n".getBytes(StandardCharsets.ISO_8859_1));
        try (Rig rig = Rig.quick(BUFFERED);
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            Reader reader = reader(module, rig.topic("a, b/#"));
            reader.request(Long.MAX_VALUE);
            for (byte[] payload : payloads) {
                witness.publish(rig.topic("a, b/\"c\""), payload, 1, false);
            }

            List<MqttMessage> got =
                    done(reader.got.asFlux().take(payloads.size()).collectList());
            assertThat(got).extracting(MqttMessage::payload).containsExactlyElementsOf(payloads);
            assertThat(got).extracting(MqttMessage::topic).containsOnly(rig.topic("a, b/\"c\""));
        }
    }

    @Test
    void whatOverflowsInTheModuleIsLostThereAndTheRestKeepsItsOrder() throws Exception {
        try (Rig rig = Rig.quick("buffered-mode=present", "buffer-places=4");
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            Reader reader = reader(module, rig.topic("in"));
            Mono<Void> arrived = announced(module.mqtt(1), 7);
            List<String> sent = new ArrayList<>();
            IntStream.rangeClosed(1, 7).mapToObj(i -> "m" + i).forEach(sent::add);
            for (String text : sent) {
                witness.publish(rig.topic("in"), text);
            }
            ends(arrived);

            reader.request(Long.MAX_VALUE);
            assertThat(reader.texts(4)).isEqualTo(sent.subList(3, 7));
            assertThat(module.mqtt(1).stats().dropped())
                    .as("they cannot be counted")
                    .isZero();
        }
    }

    @Test
    void firmwareWithoutABufferIsFoundByAskingIt() throws Exception {
        try (Rig rig = Rig.quick();
                Rig other = Rig.quick(BUFFERED)) {
            MqttClient client = rig.open().mqtt(1);

            assertThat(done(client.canDeliverOnDemand())).isFalse();
            assertThat(Rig.failure(
                            AtRejectedException.class,
                            client.messagesOnDemand(rig.topic("in"), Qos.AT_MOST_ONCE)
                                    .then()))
                    .hasMessageContaining("no buffered mode");
            assertThat(done(other.open().mqtt(1).canDeliverOnDemand())).isTrue();
        }
    }

    @Test
    void messagesComeDirectlyAgainAfterThat() throws Exception {
        try (Rig rig = Rig.quick(BUFFERED);
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            Reader reader = reader(module, rig.topic("in"));
            reader.cancel();
            LogCapture.await(module.session(), wire -> wire.contains("<< +MQTTUNSUB: 1,1"));
            ends(module.mqtt(1).deliverDirectly());
            Mono<MqttMessage> direct = module.mqtt(1)
                    .messages(rig.topic("in"), Qos.AT_LEAST_ONCE)
                    .next()
                    .cache();
            direct.subscribe();
            LogCapture.await(
                    module.session(),
                    wire -> wire.stream().filter("<< +MQTTSUB: 1,1"::equals).count() == 2);
            witness.publish(rig.topic("in"), "m1");

            assertThat(done(direct).text()).isEqualTo("m1");
        }
    }
}
