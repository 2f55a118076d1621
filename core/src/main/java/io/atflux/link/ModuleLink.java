package io.atflux.link;

import io.atflux.annotation.NonExtendable;
import io.atflux.mqtt.Broker;

/** A module whose MQTT clients share one line, one radio and one ladder of recovery. Programs get it from a module's builder. */
@NonExtendable
public interface ModuleLink {

    /**
     * The link of one of the module's MQTT clients. It does nothing before it is started.
     *
     * @param client the number of the module's client, from 1
     * @throws IllegalArgumentException for a client that the module does not have
     * @throws IllegalStateException if this client has a link already
     */
    MqttLink client(int client, Broker broker);
}
