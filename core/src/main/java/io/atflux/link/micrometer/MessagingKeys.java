package io.atflux.link.micrometer;

import io.atflux.mqtt.MqttMessage;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;

/** OpenTelemetry's attribute names for a message and its operation. */
final class MessagingKeys {

    private MessagingKeys() {}

    /** The same keys each time, also without an error: meter registries require that. */
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

    /** A topic may contain a device's name, so that its cardinality is the number of devices. */
    static KeyValues high(MqttMessage message) {
        return KeyValues.of(
                KeyValue.of("messaging.destination.name", message.topic()),
                KeyValue.of("messaging.message.body.size", Integer.toString(message.payload().length)),
                KeyValue.of("messaging.mqtt.qos", Integer.toString(message.qos().level())));
    }
}
