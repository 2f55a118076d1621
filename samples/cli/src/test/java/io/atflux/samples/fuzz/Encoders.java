package io.atflux.samples.fuzz;

import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610Commands;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import java.util.List;
import java.util.function.BiFunction;

/** Every parameter of a command that takes a caller's text. */
final class Encoders {

    private Encoders() {}

    static List<Encoder> all() {
        return List.of(
                shown((c, text) -> c.mqtt().user(1, Credentials.of(text, "p"))),
                secret((c, text) -> c.mqtt().user(1, Credentials.of("u", text))),
                shown((c, text) -> c.mqtt()
                        .user(
                                2,
                                Credentials.of("u", "p").mutate().clientId(text).build())),
                shown((c, text) -> c.mqtt().will(1, Will.of(text, "gone"))),
                shown((c, text) -> c.mqtt().will(1, Will.of("t", text))),
                shown((c, text) -> c.mqtt().publish(1, MqttMessage.of(text, "x"), OnUnknown.GIVE_UP)),
                shown((c, text) -> c.mqtt().publish(1, MqttMessage.of("t", text), OnUnknown.GIVE_UP)),
                shown((c, text) -> c.mqtt().subscribe(1, TopicFilter.of(text), Qos.AT_LEAST_ONCE)),
                shown((c, text) -> c.mqtt().unsubscribe(1, TopicFilter.of(text))),
                shown((c, text) -> c.mqtt().open(1, Broker.tcp(text, 1883))),
                secret((c, text) -> c.modem().enterPin(text)),
                shown((c, text) -> c.modem().setApn(Apn.of(text))),
                shown((c, text) -> c.modem()
                        .authenticate(Apn.builder("a").credentials(text, "p").build())),
                secret((c, text) -> c.modem()
                        .authenticate(Apn.builder("a").credentials("u", text).build())));
    }

    private static Encoder shown(BiFunction<L610Commands, String, AtCommand<?>> command) {
        return new Encoder(command, false);
    }

    private static Encoder secret(BiFunction<L610Commands, String, AtCommand<?>> command) {
        return new Encoder(command, true);
    }
}
