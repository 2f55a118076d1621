package io.atflux.link;

import io.atflux.AtSession;
import io.atflux.mqtt.MqttMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Opens the line to a module of one vendor. Implemented to support a module of another vendor; new methods come only with a default. */
public interface ModuleConnector {

    /**
     * Opens the line for each subscriber. Writes nothing.
     *
     * @param former the previous session on the same module, which has ended; null for the first
     * @return succeeds with the module; errors with {@link io.atflux.error.AtConnectionException}
     */
    Mono<ConnectedModule> connect(@Nullable AtSession former);

    /** The number of the module's MQTT clients. */
    int mqttClients();

    /** The timer of the link's waits. Its threads must not be blocked. */
    Scheduler timer();

    /**
     * Checks a message before it waits for the module or is stored: its topic and its length. By default, none is refused here.
     *
     * @throws io.atflux.error.AtUsageException for a message that no module of this vendor accepts
     */
    default void check(MqttMessage message) {}

    /** The line, for logs and messages, without secrets: {@code tcp://10.0.0.7:7001}. */
    String describe();
}
