package io.atflux.mqtt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A received message as the module printed it, with each way in which it can be read. Immutable. */
public final class InboundMessage {

    private final int clientId;
    private final MqttMessage message;
    /** All of several; empty if there is but one. */
    private final List<MqttMessage> several;

    /**
     * @param clientId which of the module's MQTT clients received it
     * @param message the message
     */
    public InboundMessage(int clientId, MqttMessage message) {
        this.clientId = clientId;
        this.message = message;
        this.several = List.of();
    }

    /**
     * A message of which the module does not say where its topic ends.
     *
     * @param clientId which of the module's MQTT clients received it
     * @param readings what it may be, one or more, the shortest topic first
     */
    public InboundMessage(int clientId, List<MqttMessage> readings) {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("no reading");
        }
        this.clientId = clientId;
        this.message = readings.get(0);
        this.several = readings.size() == 1 ? List.of() : List.copyOf(readings);
    }

    /** Which of the module's MQTT clients received it. */
    public int clientId() {
        return clientId;
    }

    /** The message, by its shortest topic. */
    public MqttMessage message() {
        return message;
    }

    /** Whether it can be read in one way only. */
    boolean isCertain() {
        return several.isEmpty();
    }

    /** What it may be, the shortest topic first: mostly one. */
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
