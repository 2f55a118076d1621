package io.atflux.link.micrometer;

import io.atflux.mqtt.MqttMessage;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/** The context of a received message. It has no headers. */
final class ProcessContext extends ReceiverContext<MqttMessage> {

    private final MqttMessage message;
    private final String filter;

    ProcessContext(MqttMessage message, String filter) {
        super((carrier, key) -> null, Kind.CONSUMER);
        this.message = message;
        this.filter = filter;
        setCarrier(message);
    }

    MqttMessage message() {
        return message;
    }

    String filter() {
        return filter;
    }
}
