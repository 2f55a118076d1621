package io.atflux.link;

import io.atflux.AtSession;
import io.atflux.modem.Modem;
import io.atflux.mqtt.MqttClient;
import java.util.List;

/** A module on a line that is open: its session, its modem, its MQTT clients. Immutable. */
public final class ConnectedModule {

    private final AtSession session;
    private final Modem modem;
    private final List<MqttClient> clients;

    private ConnectedModule(AtSession session, Modem modem, List<MqttClient> clients) {
        this.session = session;
        this.modem = modem;
        this.clients = clients;
    }

    /**
     * For implementations of {@link ModuleConnector}.
     *
     * @param clients the module's MQTT clients, in the order of their numbers
     */
    public static ConnectedModule of(AtSession session, Modem modem, List<MqttClient> clients) {
        return new ConnectedModule(session, modem, List.copyOf(clients));
    }

    /** The session. It ends with the line; the link then uses a new session. */
    public AtSession session() {
        return session;
    }

    /** The modem, which sets up the IP address. */
    public Modem modem() {
        return modem;
    }

    /** The module's MQTT clients, in the order of their numbers. */
    public List<MqttClient> clients() {
        return clients;
    }

    /** The session's name. */
    @Override
    public String toString() {
        return session.name();
    }
}
