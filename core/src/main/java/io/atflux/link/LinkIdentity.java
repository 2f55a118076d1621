package io.atflux.link;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The identity of a link: its line, its module's MQTT client, its broker. Without secrets. Immutable. */
public final class LinkIdentity {

    private final String line;
    private final int client;
    private final String broker;

    private LinkIdentity(String line, int client, String broker) {
        this.line = Objects.requireNonNull(line, "line");
        this.client = client;
        this.broker = Objects.requireNonNull(broker, "broker");
    }

    /** For links, and for tests of observers; the values are those of the accessors. */
    public static LinkIdentity of(String line, int client, String broker) {
        return new LinkIdentity(line, client, broker);
    }

    /** The line, as {@link ModuleConnector#describe()} returns it: {@code tcp://10.0.0.7:7001}. */
    public String line() {
        return line;
    }

    /** The number of the module's MQTT client that the link uses, from 1. */
    public int client() {
        return client;
    }

    /** The broker, as text without credentials. */
    public String broker() {
        return broker;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkIdentity i && client == i.client && line.equals(i.line) && broker.equals(i.broker);
    }

    @Override
    public int hashCode() {
        return Objects.hash(line, client, broker);
    }

    @Override
    public String toString() {
        return line + " client " + client + " to " + broker;
    }
}
