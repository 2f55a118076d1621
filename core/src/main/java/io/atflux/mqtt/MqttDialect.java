package io.atflux.mqtt;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtUsageException;
import io.atflux.urc.UrcType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The commands and result codes of one module's built-in MQTT client. A client is one of the module's slots.
 *
 * <p>Implemented for modules of other vendors, and passed to {@link MqttClient#on}. New methods come only with a default. Methods
 * are called on any thread, also concurrently, and only build commands; they send nothing. They check their parameters and throw
 * {@link io.atflux.error.AtUsageException} for a value that the module does not accept, with reason
 * {@link io.atflux.error.AtUsageException.Reason#UNSUPPORTED} for a function that it does not have. A command ends when the
 * module reports the request as done: one that answers OK first has a {@link io.atflux.command.Settlement}.
 */
public interface MqttDialect {

    /** The number of MQTT clients of the module; they are numbered from 1. */
    int clients();

    /** Whether the module takes credentials and will with {@link #open}: then neither {@link #user} nor {@link #will} is used. */
    default boolean settingsGoWithOpen() {
        return false;
    }

    /** Sets the credentials for the next open. */
    AtCommand<AtReply> user(int client, Credentials credentials);

    /** Sets the will, for the next open. */
    AtCommand<AtReply> will(int client, Will will);

    /**
     * Further commands that the module needs before {@link #open}, after the settings: for a module that opens a network
     * connection by a separate command.
     *
     * @return commands in their order; the first that fails ends the open
     */
    default List<AtCommand<?>> beforeOpen(int client, Broker broker) {
        return List.of();
    }

    /** Opens the connection; ends when the broker has accepted it. */
    AtCommand<AtReply> open(int client, Broker broker);

    /** Subscribes; ends with the broker's answer. */
    AtCommand<AtReply> subscribe(int client, TopicFilter filter, Qos qos);

    /** Unsubscribes; ends with the broker's answer. */
    AtCommand<AtReply> unsubscribe(int client, TopicFilter filter);

    /** Publishes, inline or by length as the payload requires; ends when the module reports it as done. */
    AtCommand<AtReply> publish(int client, MqttMessage message, OnUnknown onUnknown);

    /** Closes the connection. */
    AtCommand<AtReply> close(int client);

    /** Reads which clients are open. */
    AtCommand<Set<Integer>> openClients();

    /**
     * Determines which clients are open, as the module's firmware allows: with repeated queries, or with none.
     *
     * @return succeeds with the open clients, each time it is subscribed to; errors with
     *     {@link io.atflux.error.AtRejectedException} if the module has no such query
     */
    default Mono<Set<Integer>> askForOpenClients(AtSession session) {
        return Mono.defer(() -> session.send(openClients()));
    }

    /** Reads the TLS version. A module without that query is set without a check. */
    default AtCommand<TlsVersion> tlsVersion() {
        throw noTls();
    }

    /** Sets the TLS version. */
    default AtCommand<AtReply> setTlsVersion(TlsVersion version) {
        throw noTls();
    }

    /**
     * Reads how many files of each kind are loaded; kinds that the module does not list are missing. For a module without that
     * query, nothing is known about its files.
     */
    default AtCommand<Map<TlsFile, Integer>> tlsFiles() {
        throw noTls();
    }

    /**
     * Loads a file. The module appends it to the files that it has.
     *
     * @param pem its bytes, with their BEGIN and END lines
     * @param before how many of this kind were loaded before, negative if not known
     */
    default AtCommand<AtReply> loadTlsFile(TlsFile file, byte[] pem, int before) {
        throw noTls();
    }

    /** Switches the verification of the server's certificate. */
    default AtCommand<AtReply> verifyServer(boolean verify) {
        throw noTls();
    }

    /** Reads the reason of the last TLS failure. A module without that query gives none. */
    default AtCommand<TlsError> tlsError() {
        throw noTls();
    }

    /** Reads the clock that certificates are checked against (27.007 8.15). A clock that cannot be read is taken as right. */
    default AtCommand<OffsetDateTime> clock() {
        throw noTls();
    }

    /** Sets that clock, to the second (27.007 8.15). */
    default AtCommand<AtReply> setClock(OffsetDateTime time) {
        throw noTls();
    }

    private static AtUsageException noTls() {
        return new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no such TLS command", null);
    }

    /** Queries whether the module can keep received messages in its buffer until they are read: OK if it can. */
    default AtCommand<AtReply> bufferedModeQuestion() {
        throw noBuffer();
    }

    /**
     * Makes the module buffer received messages and announce each ({@link MqttEvent.Announced}), or print them on arrival.
     * Applies to all of its clients.
     */
    default AtCommand<AtReply> bufferedMode(boolean on) {
        throw noBuffer();
    }

    /**
     * Takes the oldest message out of the module's buffer; empty if it has none. Written once: a second write takes the next
     * message.
     */
    default AtCommand<Optional<MqttMessage>> read(int client) {
        throw noBuffer();
    }

    private static AtUsageException noBuffer() {
        return new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no buffered mode", null);
    }

    /** Received messages, in each spelling. The profile declares the text that each carries. */
    List<UrcType<InboundMessage>> messages();

    /** Reports about connections. */
    List<UrcType<? extends MqttEvent>> events();
}
