package io.atflux.samples.gateway.demo;

import io.atflux.mqtt.Qos;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.publish.PublishRequest;
import io.atflux.samples.gateway.publish.Publisher;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Traffic for the demo: each modem publishes a temperature and subscribes to it, and its signal varies. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "demo.traffic", matchIfMissing = true)
final class DemoTraffic implements SmartLifecycle {

    private static final Duration PACE = Duration.ofSeconds(4);
    private static final Duration RECEPTION = Duration.ofSeconds(20);
    private static final int WEAK = 9;
    private static final int STRONG = 28;

    private final DemoWorld world;
    private final Fleet fleet;
    private final Publisher publisher;
    private volatile Disposable running = Disposables.disposed();

    DemoTraffic(DemoWorld world, Fleet fleet, Publisher publisher) {
        this.world = world;
        this.fleet = fleet;
        this.publisher = publisher;
    }

    @Override
    public void start() {
        Disposable.Composite all = Disposables.composite();
        fleet.all().forEach(modem -> {
            all.add(Flux.interval(between(0, PACE.toMillis()), PACE)
                    .onBackpressureDrop()
                    .concatMap(tick -> tell(modem), 1)
                    .subscribe());
            all.add(modem.link()
                    .messages(topic(modem), Qos.AT_LEAST_ONCE)
                    .onErrorComplete()
                    .subscribe());
            all.add(Flux.interval(RECEPTION).subscribe(tick -> wander(world.modem(modem.name()))));
        });
        running = all;
    }

    private Mono<Void> tell(ManagedModem modem) {
        if (!modem.link().state().isReady() && modem.view().outbox() == null) {
            return Mono.empty();
        }
        double degrees = 21 + ThreadLocalRandom.current().nextDouble(-2, 2);
        String text = String.format(Locale.ROOT, "%.1f", degrees);
        PublishRequest request = new PublishRequest(topic(modem), text, null, 1, false, null, null);
        // Its receipt is counted as that of every message.
        return publisher
                .publish(modem, request, Duration.ZERO)
                .onErrorComplete()
                .then();
    }

    private static String topic(ManagedModem modem) {
        return "demo/" + modem.name() + "/temperature";
    }

    private static void wander(@Nullable VirtualModem modem) {
        if (modem != null) {
            int rssi = Integer.parseInt(modem.switches().text(Switch.CSQ).split(",", -1)[0]);
            int next = Math.max(
                    WEAK, Math.min(STRONG, rssi + ThreadLocalRandom.current().nextInt(-2, 3)));
            modem.move(Switch.CSQ, next + ",99");
        }
    }

    private static Duration between(long least, long most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(least, most));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
