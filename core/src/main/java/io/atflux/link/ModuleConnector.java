package io.atflux.link;

import io.atflux.AtSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * How a link gets to a module of one vendor. Implemented by whoever adds a module of another vendor; new methods come only with a
 * default.
 */
public interface ModuleConnector {

    /**
     * Opens the line, for each subscriber. Nothing is written.
     *
     * @param former the session on the same module before this one, which has ended; null for the first
     * @return succeeds with the module; errors with {@link io.atflux.error.AtConnectionException}
     */
    Mono<ConnectedModule> connect(@Nullable AtSession former);

    /** How many MQTT clients the module has. */
    int mqttClients();

    /** Measures what the link waits for. Its threads must not be blocked. */
    Scheduler timer();

    /** The line, for logs and messages, without secrets: {@code tcp://10.0.0.7:7001}. */
    String describe();
}
