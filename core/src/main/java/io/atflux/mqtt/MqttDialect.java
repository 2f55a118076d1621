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
 * <p>Implemented by whoever adds a module of another vendor; given to {@link MqttClient#on}. New methods come only with a default.
 * Methods are called on any thread, also at the same time, and only build commands: nothing is sent before the command is. They check
 * their parameters and throw {@link io.atflux.error.AtUsageException} for what the module cannot take, of reason
 * {@link io.atflux.error.AtUsageException.Reason#UNSUPPORTED} for a function that it does not have. A command ends when the module
 * says that the request is done: one that answers OK first has a {@link io.atflux.command.Settlement}.
 */
public interface MqttDialect {

    /** How many MQTT clients the module has; they are numbered from 1. */
    int clients();

    /** Whether the module takes credentials and will with {@link #open} itself: then there is neither {@link #user} nor {@link #will}. */
    default boolean settingsGoWithOpen() {
        return false;
    }

    /** Sets who we are, for the next open. */
    AtCommand<AtReply> user(int client, Credentials credentials);

    /** Sets the will, for the next open. */
    AtCommand<AtReply> will(int client, Will will);

    /**
     * What else the module wants before {@link #open}, after the settings: for one that opens a network connection by a command of its
     * own.
     *
     * @return commands in their order; the first that fails ends the open
     */
    default List<AtCommand<?>> beforeOpen(int client, Broker broker) {
        return List.of();
    }

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

    /**
     * Finds out which clients are open, in the way that the module's firmware needs: asked again, or not at all.
     *
     * @return succeeds with the open clients, each time it is subscribed to; errors with
     *     {@link io.atflux.error.AtRejectedException} if the module has no such question
     */
    default Mono<Set<Integer>> askForOpenClients(AtSession session) {
        return Mono.defer(() -> session.send(openClients()));
    }

    /** Asks for the TLS version. A module without that question is set without it. */
    default AtCommand<TlsVersion> tlsVersion() {
        throw noTls();
    }

    /** Sets the TLS version. */
    default AtCommand<AtReply> setTlsVersion(TlsVersion version) {
        throw noTls();
    }

    /**
     * Asks how many files of each kind are loaded; kinds that the module does not list are missing. A module without that question is
     * taken to have none that is known.
     */
    default AtCommand<Map<TlsFile, Integer>> tlsFiles() {
        throw noTls();
    }

    /**
     * Loads a file. The module appends to what it has.
     *
     * @param pem its bytes, with their BEGIN and END lines
     * @param before how many of this kind were loaded before, negative if that is not known
     */
    default AtCommand<AtReply> loadTlsFile(TlsFile file, byte[] pem, int before) {
        throw noTls();
    }

    /** Switches the verification of the server's certificate. */
    default AtCommand<AtReply> verifyServer(boolean verify) {
        throw noTls();
    }

    /** Asks for the reason of the last TLS failure. A module without that question gives none. */
    default AtCommand<TlsError> tlsError() {
        throw noTls();
    }

    /** Asks for the clock that certificates are checked against (27.007 8.15). One that cannot be asked for is taken to be right. */
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

    /** Asks whether the module can keep received messages in a buffer of its own until they are read: OK if it can. */
    default AtCommand<AtReply> bufferedModeQuestion() {
        throw noBuffer();
    }

    /**
     * Has the module keep received messages and announce each ({@link MqttEvent.Announced}), or print them as they come. For all of its
     * clients.
     */
    default AtCommand<AtReply> bufferedMode(boolean on) {
        throw noBuffer();
    }

    /** Takes the oldest message out of the module's buffer; empty if it has none. Written once: a second one takes the next. */
    default AtCommand<Optional<MqttMessage>> read(int client) {
        throw noBuffer();
    }

    private static AtUsageException noBuffer() {
        return new AtUsageException(
                AtUsageException.Reason.UNSUPPORTED, "this module's dialect has no buffered mode", null);
    }

    /** Received messages, in each spelling. The text that each carries is declared by the profile. */
    List<UrcType<InboundMessage>> messages();

    /** Reports about connections. */
    List<UrcType<? extends MqttEvent>> events();
}
