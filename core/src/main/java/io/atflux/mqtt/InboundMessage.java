package io.atflux.mqtt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A received message as the module printed it, with each possible reading. Immutable. */
public final class InboundMessage {

    private final int clientId;
    private final MqttMessage message;
    /** All readings if there are several; empty if there is one. */
    private final List<MqttMessage> several;

    /**
     * @param clientId the module's MQTT client that received it
     * @param message the message
     */
    public InboundMessage(int clientId, MqttMessage message) {
        this.clientId = clientId;
        this.message = message;
        this.several = List.of();
    }

    /**
     * A message whose topic has no marked end.
     *
     * @param clientId the module's MQTT client that received it
     * @param readings the possible messages, one or more, the shortest topic first
     */
    public InboundMessage(int clientId, List<MqttMessage> readings) {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("no reading");
        }
        this.clientId = clientId;
        this.message = readings.get(0);
        this.several = readings.size() == 1 ? List.of() : List.copyOf(readings);
    }

    /** The module's MQTT client that received it. */
    public int clientId() {
        return clientId;
    }

    /** The message, read with its shortest topic. */
    public MqttMessage message() {
        return message;
    }

    /** Whether there is only one reading. */
    boolean isCertain() {
        return several.isEmpty();
    }

    /** The possible messages, the shortest topic first: mostly one. */
    public List<MqttMessage> readings() {
        return isCertain() ? List.of(message) : several;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InboundMessage in
                && clientId == in.clientId
                && readings().equals(in.readings());
    }

    @Override
    public int hashCode() {
        return 31 * clientId + readings().hashCode();
    }

    @Override
    public String toString() {
        return clientId + ": " + message;
    }
}
