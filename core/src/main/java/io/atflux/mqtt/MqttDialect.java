package io.atflux.mqtt;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.urc.UrcType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands and result codes of one module's built-in MQTT client. Commands check their parameters and throw
 * {@link io.atflux.error.AtUsageException} for what the module cannot take. A client is one of the module's slots.
 */
public interface MqttDialect {

    /** How many MQTT clients the module has; they are numbered from 1. */
    int clients();

    /** Sets who we are, for the next open. */
    AtCommand<AtReply> user(int client, Credentials credentials);

    /** Sets the will, for the next open. */
    AtCommand<AtReply> will(int client, Will will);

    /** Opens the connection; ends when the broker accepted it. */
    AtCommand<AtReply> open(int client, Broker broker);

    /** Subscribes; ends with the broker's answer. */
    AtCommand<AtReply> subscribe(int client, TopicFilter filter, Qos qos);

    /** Unsubscribes; ends with the broker's answer. */
    AtCommand<AtReply> unsubscribe(int client, TopicFilter filter);

    /** Publishes, inline or by length as the payload needs it; ends with the module's word that it is done. */
    AtCommand<AtReply> publish(int client, MqttMessage message, OnUnknown onUnknown);

    /** Closes the connection. */
    AtCommand<AtReply> close(int client);

    /** Asks which clients are open. */
    AtCommand<Set<Integer>> openClients();

    /** Asks for the TLS version. */
    AtCommand<TlsVersion> tlsVersion();

    /** Sets the TLS version. */
    AtCommand<AtReply> setTlsVersion(TlsVersion version);

    /** Asks how many files of each kind are loaded; kinds that the module does not list are missing. */
    AtCommand<Map<TlsFile, Integer>> tlsFiles();

    /**
     * Loads a file. The module appends to what it has.
     *
     * @param pem its bytes, with their BEGIN and END lines
     * @param before how many of this kind were loaded before, negative where that is not known
     */
    AtCommand<AtReply> loadTlsFile(TlsFile file, byte[] pem, int before);

    /** Switches the verification of the server's certificate. */
    AtCommand<AtReply> verifyServer(boolean verify);

    /** Asks for the reason of the last TLS failure. */
    AtCommand<TlsError> tlsError();

    /** Received messages, in each spelling. The text that each carries is declared by the profile. */
    List<UrcType<InboundMessage>> messages();

    /** Reports about connections. */
    List<UrcType<? extends MqttEvent>> events();
}
