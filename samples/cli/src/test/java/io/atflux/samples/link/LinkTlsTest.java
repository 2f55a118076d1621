package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A connection over TLS that the module does not open: the module is queried for the reason once, and the cause states
 * it.
 */
class LinkTlsTest {

    private static final Duration LONG = Duration.ofMinutes(20);

    private static int times(String command, World world) {
        return (int) Pattern.compile(Pattern.quote(command))
                .matcher(world.line.sent())
                .results()
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "handshake, TLS_FAILED, TLS error -7",
        "certificate, TLS_CERTIFICATE, TLS error -11",
        "trust-file, TLS_CERTIFICATE, TLS error -19"
    })
    void theModulesReasonIsAskedForOnceAndIsTheCause(String position, LinkCause cause, String words) {
        TlsMaterial material = TlsMaterial.builder()
                .withoutVerification()
                .clock(Clock.fixed(Instant.parse("2026-07-20T06:52:00Z"), ZoneOffset.UTC))
                .build();
        Broker broker = Broker.tls("broker.example", 8883, material);
        try (World world = new World(
                new FakeUplink(),
                Switches.defaults().with(Switch.OPEN, position),
                LinkOptions.defaults(),
                UnaryOperator.identity(),
                broker)) {
            world.link().start().subscribe(done -> {}, failure -> {});
            world.until("said", state -> state.cause() == cause, LONG);
            LinkState state = world.link().state();
            assertThat(state.detail()).containsOnlyOnce(words);
            assertThat(times("AT+GTSSLERR?", world)).isEqualTo(1);
            world.set(Switch.OPEN, "broker");
            world.untilReady(LONG);
        }
    }
}
