package io.atflux.mqtt;

import java.util.List;

/**
 * A module's own report about an MQTT connection. No event gets another component in later releases; a new event is added
 * instead, which programs must expect.
 */
public sealed interface MqttEvent {

    /** The module's MQTT client that the event concerns. */
    int clientId();

    /** The connection broke. */
    record Broken(int clientId, Cause cause) implements MqttEvent {}

    /** The connection was opened or closed while no command waited for it: the module reconnected automatically, or gave up. */
    record Changed(int clientId, boolean open) implements MqttEvent {}

    /** A message waits in the module's buffer. */
    record Announced(int clientId, Qos qos, int topicLength, int payloadLength) implements MqttEvent {}

    /**
     * A message came whose topic cannot be told from its payload: it has separators, no quotes, and fits the client's filters in
     * several ways. It was delivered to no subscriber.
     *
     * @param topics the possible topics, the shortest first
     */
    record Ambiguous(int clientId, List<String> topics) implements MqttEvent {}

    /** The cause of the break. */
    enum Cause {
        NETWORK_ABNORMAL,
        RADIO_LINK_BROKEN,
        NOT_REGISTERED,
        UNKNOWN
    }
}
