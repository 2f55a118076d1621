package io.atflux.standard;

import io.atflux.mqtt.Receipt;
import org.jspecify.annotations.Nullable;

/** An outgoing message, and the results that the host received for it. */
final class Published {

    final int client;
    final String topic;
    final byte[] payload;
    int ends;
    long ended = Long.MAX_VALUE;

    @Nullable
    Receipt receipt;

    @Nullable
    Throwable failure;

    /** @param topic used by this message only */
    Published(int client, String topic, byte[] payload) {
        this.client = client;
        this.topic = topic;
        this.payload = payload;
    }

    /** Whether this command line is one of its attempts. */
    boolean isIn(String line) {
        return line.contains("MQTTPUB=" + client + ",\"" + topic + "\"");
    }

    @Override
    public String toString() {
        return "client " + client + " " + topic + " " + (receipt != null ? receipt : failure);
    }
}
