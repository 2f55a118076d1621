package io.atflux.link.micrometer;

import io.atflux.mqtt.MqttMessage;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;

/** OpenTelemetry's names for what is known of a message and of what is done with it. */
final class MessagingKeys {

    private MessagingKeys() {}

    /** The same keys each time, also without an error: backends of meters want that. */
    static KeyValues low(Observation.Context context, String name, String type) {
        Throwable error = context.getError();
        return KeyValues.of(
                KeyValue.of("messaging.system", "mqtt"),
                KeyValue.of("messaging.operation.name", name),
                KeyValue.of("messaging.operation.type", type),
                KeyValue.of(
                        "error.type",
                        error == null ? KeyValue.NONE_VALUE : error.getClass().getName()));
    }

    /** A topic may hold a device's name, so that there are as many as devices. */
    static KeyValues high(MqttMessage message) {
        return KeyValues.of(
                KeyValue.of("messaging.destination.name", message.topic()),
                KeyValue.of("messaging.message.body.size", Integer.toString(message.payload().length)),
                KeyValue.of("messaging.mqtt.qos", Integer.toString(message.qos().level())));
    }
}
