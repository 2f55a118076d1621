package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.fibocom.L610;
import io.atflux.link.LinkOptions;
import io.atflux.link.Links;
import io.atflux.link.LinksOptions;
import io.atflux.link.ModuleConnector;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.Broker;
import io.atflux.samples.modem.memory.FakeUplink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fleet: the rate of attempts per line and broker, names, and no identity used twice. */
class LinksTest {

    private static Broker broker(String id) {
        return Broker.builder("broker.example", 1883).clientId(id).build();
    }

    private static ModuleConnector connector(World world) {
        return L610.over(world.line).session(client -> client.timer(world.time)).connector();
    }

    @Test
    void oneIdentityAtOneBrokerIsRefusedTwice() {
        try (World world = new World(new FakeUplink())) {
            Links fleet = Links.create();
            fleet.add("one", connector(world), broker("device"), LinkOptions.defaults());
            assertThatThrownBy(() -> fleet.add("two", connector(world), broker("device"), LinkOptions.defaults()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "\"two\" and \"one\" have one identity, device at mqtt://broker.example:1883");
            assertThatThrownBy(() -> fleet.add("one", connector(world), broker("other"), LinkOptions.defaults()))
                    .hasMessageContaining("there is a link \"one\" already");
            fleet.add("two", connector(world), broker("other"), LinkOptions.defaults());
            assertThat(fleet.all().keySet()).containsExactly("one", "two");
        }
    }

    @Test
    void theNextLineIsOpenedInItsTurn() {
        try (World first = new World(new FakeUplink())) {
            Links fleet =
                    Links.create(LinksOptions.builder().connectsPerSecond(1).build());
            List<Instant> connected = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                MqttLink link =
                        fleet.add("link " + i, new Refusing(first, connected), broker("d" + i), LinkOptions.defaults());
                link.start().subscribe(done -> {}, failure -> {});
            }
            first.pass(Duration.ofMillis(2_100));
            assertThat(connected)
                    .startsWith(
                            first.linkTime().minusMillis(2_100),
                            first.linkTime().minusMillis(1_100),
                            first.linkTime().minusMillis(100));
            fleet.close().subscribe();
        }
    }

    @Test
    void aFleetIsStartedAndClosedAsAWhole() {
        FakeUplink uplink = new FakeUplink();
        try (World world = new World(uplink)) {
            Links fleet = Links.create();
            fleet.add("one", connector(world), broker("device"), LinkOptions.defaults());
            List<String> ended = new ArrayList<>();
            fleet.startAll().subscribe(v -> {}, e -> {}, () -> ended.add("started"));
            world.pass(Duration.ofMinutes(1));
            assertThat(ended).containsExactly("started");
            assertThat(java.util.Objects.requireNonNull(fleet.get("one"))
                            .state()
                            .isReady())
                    .isTrue();
            fleet.close().subscribe(v -> {}, e -> {}, () -> ended.add("closed"));
            world.pass(Duration.ofSeconds(20));
            assertThat(ended).containsExactly("started", "closed");
            assertThat(uplink.connected()).isZero();
            assertThat(fleet.all()).isEmpty();
        }
    }

    /** A line whose peer does not answer. */
    private record Refusing(World world, List<Instant> asked) implements ModuleConnector {

        @Override
        public reactor.core.publisher.Mono<io.atflux.link.ConnectedModule> connect(
                io.atflux.@org.jspecify.annotations.Nullable AtSession former) {
            asked.add(world.linkTime());
            return reactor.core.publisher.Mono.never();
        }

        @Override
        public int mqttClients() {
            return 2;
        }

        @Override
        public reactor.core.scheduler.Scheduler timer() {
            return world.time;
        }

        @Override
        public String describe() {
            return "refusing";
        }
    }
}
