package io.atflux.samples.gateway.dialin;

import io.atflux.samples.gateway.config.DialInProperties;
import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.StartRefusedException;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.transport.tcp.dialin.DialInDevice;
import io.atflux.transport.tcp.dialin.TcpListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Listens for devices, and makes a modem of each that registers. A modem stays when its device is gone, and waits for it. */
@Component
public final class DialIn implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DialIn.class);

    private final Map<String, DialInProperties> wanted;
    private final Fleet fleet;
    private final Map<String, TcpListener> listeners = new ConcurrentHashMap<>();
    private volatile boolean running;

    DialIn(GatewayProperties properties, Fleet fleet) {
        this.wanted = properties.dialIn();
        this.fleet = fleet;
    }

    /** The listeners that are open, by name. */
    public Map<String, TcpListener> listeners() {
        return Map.copyOf(listeners);
    }

    @Override
    public void start() {
        Flux.fromIterable(wanted.entrySet())
                .concatMap(each -> Mono.defer(() -> each.getValue().listen().bind())
                        .onErrorMap(failure -> new StartRefusedException(
                                "gateway.dial-in." + each.getKey() + ": " + failure.getMessage(),
                                "Mend this listener's configuration, or free its port."))
                        .doOnNext(open -> opened(each.getKey(), each.getValue(), open)))
                .blockLast();
        running = true;
    }

    private void opened(String name, DialInProperties settings, TcpListener listener) {
        listeners.put(name, listener);
        LOG.info("devices may dial in to {} ({})", listener, name);
        listener.devices()
                .take(settings.maxDevices())
                // Files of certificates are read for each.
                .publishOn(Schedulers.boundedElastic(), 1)
                .subscribe(device -> appeared(name, settings, device));
    }

    private void appeared(String listener, DialInProperties settings, DialInDevice device) {
        if (!device.id().matches(GatewayProperties.NAME)) {
            LOG.warn("a device that dialled in to {} has no name for a modem: {}", listener, device.id());
            return;
        }
        try {
            fleet.add(device.id(), device, listener, settings.template(device.describe()));
            LOG.info("{} dialled in to {}", device.id(), listener);
        } catch (RuntimeException refused) {
            LOG.warn("{} dialled in to {}, and is not taken: {}", device.id(), listener, refused.getMessage());
        }
    }

    @Override
    public void stop(Runnable done) {
        running = false;
        Flux.fromIterable(List.copyOf(listeners.values()))
                .flatMap(TcpListener::close)
                .then(Mono.fromRunnable(listeners::clear))
                .doFinally(end -> done.run())
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

    /** After the fleet, which is closed after it. */
    @Override
    public int getPhase() {
        return 1;
    }
}
