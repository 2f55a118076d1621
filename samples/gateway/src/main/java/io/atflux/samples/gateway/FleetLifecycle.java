package io.atflux.samples.gateway;

import io.atflux.outbox.Outbox;
import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.StartRefusedException;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.publish.Fates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Starts the modems before the web server, and closes them after it; a store that cannot be used keeps the service from starting. */
@Component
final class FleetLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FleetLifecycle.class);

    private final Fleet fleet;
    private final GatewayProperties properties;
    private final Mono<Void> opened;
    private final Mono<Void> closed;
    private volatile boolean running;

    FleetLifecycle(
            Fleet fleet, GatewayProperties properties, ObjectProvider<Outbox> outbox, ObjectProvider<Fates> fates) {
        this.fleet = fleet;
        this.properties = properties;
        Outbox store = outbox.getIfAvailable();
        Fates memory = fates.getIfAvailable();
        // The outbox first: its failure says that another process has it.
        this.opened = store == null || memory == null
                ? Mono.empty()
                : store.owners()
                        .then(Mono.defer(memory::open))
                        .onErrorMap(failure -> new StartRefusedException(
                                "gateway.outbox.file: " + failure.getMessage(),
                                "Give it a file in a folder that is there, and that no other gateway uses."));
        this.closed = store == null ? Mono.empty() : store.close();
    }

    @Override
    public void start() {
        opened.then(fleet.configure(properties.modems())).block();
        running = true;
    }

    @Override
    public void stop(Runnable done) {
        fleet.close()
                .then(closed)
                .doOnError(failure -> LOG.warn("the end was not clean", failure))
                .onErrorComplete()
                .doFinally(end -> {
                    running = false;
                    done.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, whose phases are the default and a little below. */
    @Override
    public int getPhase() {
        return 0;
    }
}
