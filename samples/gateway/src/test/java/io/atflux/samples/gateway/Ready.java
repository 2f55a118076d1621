package io.atflux.samples.gateway;

import io.atflux.link.LinkState;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;

/** Waits for links, by what they say. */
public final class Ready {

    /** The longest that anything takes on a slow machine. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Ready() {}

    /** All modems of a fleet are ready. */
    public static void all(Fleet fleet) {
        fleet.all().forEach(modem -> is(modem, LinkState::isReady));
    }

    /** A modem stands so. */
    public static void is(ManagedModem modem, Predicate<LinkState> wanted) {
        modem.link().states().filter(wanted).blockFirst(LIMIT);
    }

    /** A condition holds of which no event tells. */
    public static void until(BooleanSupplier done) {
        Flux.interval(Duration.ofMillis(20)).filter(tick -> done.getAsBoolean()).blockFirst(LIMIT);
    }
}
