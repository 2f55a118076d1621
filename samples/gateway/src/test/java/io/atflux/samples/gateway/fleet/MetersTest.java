package io.atflux.samples.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.config.BrokerProperties;
import io.atflux.samples.gateway.config.ModemProperties;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The meters of a modem that is READY, and is made anew or removed. */
@GatewayTest
class MetersTest {

    private static final String NAME = "depot-7";

    @Autowired
    Fleet fleet;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void allAreReady() {
        Ready.all(fleet);
    }

    private List<Meter> ofTheLink() {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("atflux.link."))
                .filter(meter -> NAME.equals(meter.getId().getTag("modem")))
                .toList();
    }

    private double phase(LinkPhase phase) {
        return meters.get("atflux.link.phase")
                .tags("modem", NAME, "phase", phase.name().toLowerCase(Locale.ROOT))
                .gauge()
                .value();
    }

    private static ModemProperties keptAliveFor(Duration time, ModemProperties modem) {
        BrokerProperties old = modem.broker();
        BrokerProperties broker = new BrokerProperties(
                old.host(),
                old.port(),
                old.clientId(),
                old.user(),
                old.password(),
                time,
                old.cleanSession(),
                old.tls());
        return new ModemProperties(
                modem.url(), modem.apn(), modem.apnUser(), modem.apnPassword(), modem.pin(), broker, modem.policy());
    }

    @Test
    void theNewLinkHasAllAndARemovedOneHasNone() {
        Map<String, ModemProperties> first =
                fleet.all().stream().collect(Collectors.toMap(ManagedModem::name, ManagedModem::settings));
        Map<String, ModemProperties> wanted = new TreeMap<>(first);
        try {
            wanted.put(
                    NAME,
                    keptAliveFor(Duration.ofSeconds(90), fleet.require(NAME).settings()));
            fleet.configure(wanted).block(Ready.LIMIT);
            Ready.is(fleet.require(NAME), LinkState::isReady);
            assertThat(ofTheLink()).hasSizeGreaterThan(LinkPhase.values().length);
            assertThat(phase(LinkPhase.READY)).isEqualTo(1);

            wanted.remove(NAME);
            fleet.configure(wanted).block(Ready.LIMIT);
            assertThat(ofTheLink()).isEmpty();
        } finally {
            fleet.configure(first).block(Ready.LIMIT);
            Ready.all(fleet);
        }
        assertThat(phase(LinkPhase.READY)).isEqualTo(1);
    }
}
