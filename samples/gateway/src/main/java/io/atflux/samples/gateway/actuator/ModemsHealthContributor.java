package io.atflux.samples.gateway.actuator;

import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.fleet.ModemView;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The health of each modem: up, waiting, or down until an operator follows its cure. */
@Component("modems")
final class ModemsHealthContributor implements CompositeReactiveHealthContributor {

    /** It recovers automatically. */
    private static final Status WAITING = new Status("WAITING");

    private final Fleet fleet;

    ModemsHealthContributor(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public @Nullable ReactiveHealthContributor getContributor(String name) {
        return fleet.modem(name).map(ModemsHealthContributor::of).orElse(null);
    }

    @Override
    public Stream<Entry> stream() {
        return fleet.all().stream().map(modem -> new Entry(modem.name(), of(modem)));
    }

    private static ReactiveHealthIndicator of(ManagedModem modem) {
        return () -> Mono.fromSupplier(() -> health(modem.view()));
    }

    private static Health health(ModemView modem) {
        Health.Builder health = Health.status(modem.ready() ? Status.UP : modem.needsHuman() ? Status.DOWN : WAITING)
                .withDetail("phase", modem.phase())
                .withDetail("since", modem.since());
        if (modem.cause() != null && modem.meaning() != null && modem.cure() != null) {
            health.withDetail("cause", modem.cause())
                    .withDetail("meaning", modem.meaning())
                    .withDetail("cure", modem.cure());
        }
        return health.build();
    }
}
