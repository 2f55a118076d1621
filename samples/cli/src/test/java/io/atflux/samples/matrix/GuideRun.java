package io.atflux.samples.matrix;

import io.atflux.error.AtException;
import io.atflux.fibocom.L610;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The guide's session on a module with these switch positions, in virtual time.
 *
 * @param end {@code holds}, or the error that it ended with, and the error's outcome of the command
 * @param took the duration
 * @param failure the failure that it ended with, or null
 */
record GuideRun(String end, Duration took, @Nullable Throwable failure) {

    static final String HOLDS = "holds";
    static final String MESSAGE_LOST = "holds; a message is lost";

    /** Longer than all of the guide's rules one after the other. */
    private static final Duration LIMIT = Duration.ofHours(3);

    private static final Duration STEP = Duration.ofMillis(250);
    private static final String TOPIC = "test1";
    private static final List<String> TEXTS = List.of("123", "\"123\"");

    static GuideRun with(Switches switches) {
        try (VirtualLine line = new VirtualLine(switches)) {
            List<String> received = new CopyOnWriteArrayList<>();
            Mono<Void> session = Mono.usingWhen(
                    L610.over(line)
                            .apn(Apn.of("cmnet"))
                            .session(client -> client.timer(line.timer()))
                            .connect(),
                    module -> conversation(module, received),
                    L610::close);
            List<Optional<Throwable>> ends = new CopyOnWriteArrayList<>();
            session.subscribe(none -> {}, failure -> ends.add(Optional.of(failure)), () -> ends.add(Optional.empty()));
            while (ends.isEmpty() && line.elapsed().compareTo(LIMIT) < 0) {
                line.advance(STEP);
            }
            return ends.isEmpty()
                    ? new GuideRun("hangs", line.elapsed(), null)
                    : new GuideRun(
                            said(ends.get(0).orElse(null), received),
                            line.elapsed(),
                            ends.get(0).orElse(null));
        }
    }

    private static Mono<Void> conversation(L610 module, List<String> received) {
        MqttClient mqtt = module.mqtt(1);
        Broker broker = Broker.builder("broker.example", 1883)
                .credentials("g510/test1", "secret")
                .will(TOPIC, "gone")
                .build();
        Mono<Void> published = Mono.empty();
        for (String text : TEXTS) {
            published =
                    published.then(mqtt.publish(MqttMessage.of(TOPIC, text))).then();
        }
        Mono<Void> talk = module.modem()
                .attach()
                .then(mqtt.open(broker))
                .then(mqtt.subscribe(TOPIC, Qos.AT_LEAST_ONCE))
                .then(published)
                .then(mqtt.unsubscribe(TOPIC))
                .then(mqtt.close())
                .then(module.modem().release())
                .then();
        return Mono.using(
                () -> mqtt.received(Overflow.dropOldest(16))
                        .subscribe(message -> received.add(message.text()), gone -> {}),
                listening -> talk,
                Disposable::dispose);
    }

    private static String said(@Nullable Throwable failure, List<String> received) {
        if (failure == null) {
            return received.containsAll(TEXTS) ? HOLDS : MESSAGE_LOST;
        }
        return failure instanceof AtException typed
                ? failure.getClass().getSimpleName() + " " + typed.outcome()
                : "untyped " + failure.getClass().getSimpleName();
    }
}
