package io.atflux.samples.gateway.demo;

import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** In the profile demo each modem says something every few seconds, and hears what all say. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "demo.traffic", matchIfMissing = true)
final class DemoTraffic implements SmartLifecycle {

    private static final Duration PACE = Duration.ofSeconds(5);

    private final Fleet fleet;
    private Disposable.@Nullable Composite running;

    DemoTraffic(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public void start() {
        Disposable.Composite all = Disposables.composite();
        fleet.all().forEach(modem -> {
            all.add(modem.link().messages("demo/+/reading", Qos.AT_LEAST_ONCE).subscribe(message -> {}, refused -> {}));
            all.add(readings(modem).subscribe());
        });
        running = all;
    }

    private static Flux<DeliveryReceipt> readings(ManagedModem modem) {
        return Flux.interval(PACE)
                .onBackpressureDrop()
                .filter(tick -> modem.link().state().isReady())
                .concatMap(tick -> modem.link()
                        .publish(MqttMessage.of("demo/" + modem.name() + "/reading", "{\"number\":" + tick + "}"))
                        .onErrorResume(refused -> Mono.empty()));
    }

    @Override
    public void stop() {
        Disposable.Composite all = running;
        if (all != null) {
            all.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
