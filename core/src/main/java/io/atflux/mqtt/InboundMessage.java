package io.atflux.mqtt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A received message as the module printed it, with each way in which it can be read. Immutable. */
public final class InboundMessage {

    private final int clientId;
    private final List<MqttMessage> readings;

    /**
     * @param clientId which of the module's MQTT clients received it
     * @param message the message
     */
    public InboundMessage(int clientId, MqttMessage message) {
        this(clientId, List.of(message));
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
        this.readings = List.copyOf(readings);
    }

    /** Which of the module's MQTT clients received it. */
    public int clientId() {
        return clientId;
    }

    /** The message, by its shortest topic. */
    public MqttMessage message() {
        return readings.get(0);
    }

    /** What it may be, the shortest topic first: mostly one. */
    public List<MqttMessage> readings() {
        return readings;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InboundMessage in && clientId == in.clientId && readings.equals(in.readings);
    }

    @Override
    public int hashCode() {
        return 31 * clientId + readings.hashCode();
    }

    @Override
    public String toString() {
        return clientId + ": " + readings.get(0);
    }
}
