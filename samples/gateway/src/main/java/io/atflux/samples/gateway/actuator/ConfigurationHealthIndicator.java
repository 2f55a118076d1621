package io.atflux.samples.gateway.actuator;

import io.atflux.samples.gateway.reload.Reload;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Down while the latest configuration could not be applied. */
@Component("configuration")
final class ConfigurationHealthIndicator implements ReactiveHealthIndicator {

    private final Reload reload;

    ConfigurationHealthIndicator(Reload reload) {
        this.reload = reload;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> {
            String problem = reload.problem();
            return problem == null
                    ? Health.up().build()
                    : Health.down().withDetail("problem", problem).build();
        });
    }
}
