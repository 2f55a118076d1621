package io.atflux.mqtt;

/** What a module reports by itself about an MQTT connection. */
public sealed interface MqttEvent {

    /** Which of the module's MQTT clients it is about. */
    int clientId();

    /** The connection broke. */
    record Broken(int clientId, Cause cause) implements MqttEvent {}

    /** Opened or closed with nobody waiting for it: the module connected again by itself, or gave up. */
    record Changed(int clientId, boolean open) implements MqttEvent {}

    /** A message waits in the module's own buffer. */
    record Announced(int clientId, Qos qos, int topicLength, int payloadLength) implements MqttEvent {}

    /** Why it broke. */
    enum Cause {
        NETWORK_ABNORMAL,
        RADIO_LINK_BROKEN,
        NOT_REGISTERED,
        UNKNOWN
    }
}
