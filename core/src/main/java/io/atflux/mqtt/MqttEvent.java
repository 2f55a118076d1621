package io.atflux.mqtt;

import java.util.List;

/**
 * A module's own report about an MQTT connection. No event gets another component: more to tell is a new event, which programs must
 * expect.
 */
public sealed interface MqttEvent {

    /** Which of the module's MQTT clients it is about. */
    int clientId();

    /** The connection broke. */
    record Broken(int clientId, Cause cause) implements MqttEvent {}

    /** Opened or closed with nobody waiting for it: the module connected again by itself, or gave up. */
    record Changed(int clientId, boolean open) implements MqttEvent {}

    /** A message waits in the module's own buffer. */
    record Announced(int clientId, Qos qos, int topicLength, int payloadLength) implements MqttEvent {}

    /**
     * A message came whose topic cannot be told from its payload: it holds separators, no quotes, and fits the client's filters in
     * several ways. Nobody got it.
     *
     * @param topics what its topic may be, the shortest first
     */
    record Ambiguous(int clientId, List<String> topics) implements MqttEvent {}

    /** Why it broke. */
    enum Cause {
        NETWORK_ABNORMAL,
        RADIO_LINK_BROKEN,
        NOT_REGISTERED,
        UNKNOWN
    }
}
