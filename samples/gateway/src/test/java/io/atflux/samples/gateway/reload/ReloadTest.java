package io.atflux.samples.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.observe.Meters;
import io.atflux.samples.gateway.Gateway;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Changed configuration, while the gateway runs. */
class ReloadTest {

    private static final String MODEM = """
                %1$s:
                  url: tcp://127.0.0.1:1?latency=%3$dms
                  broker:
                    host: %2$s
            """;

    /** Each has a line of its own. */
    private static String modem(String name, String host) {
        return MODEM.formatted(name, host, 1 + name.charAt(0));
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotRead() {
        Flux<List<String>> looks = Flux.just(
                        "a", "a", "half", "more", "whole", "whole", "whole", "gone", "whole", "a", "a")
                .map(List::of);
        StepVerifier.create(Reload.changes(List.of("a"), looks))
                .expectNext(List.of("whole"), List.of("a"))
                .verifyComplete();
    }

    @Test
    void aChangeOfOneModemLeavesTheOthersAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("modems.yml");
        write(file, modem("a", "one") + modem("b", "one"));
        try (ConfigurableApplicationContext gateway = SpringApplication.run(
                Gateway.class, "--server.port=0", "--spring.config.import=file:" + file, "--gateway.watch=" + file)) {
            Fleet fleet = gateway.getBean(Fleet.class);
            Reload reload = gateway.getBean(Reload.class);
            ManagedModem a = fleet.require("a");
            ManagedModem b = fleet.require("b");
            MeterRegistry meters = gateway.getBean(MeterRegistry.class);
            List<Meter> before = gauges(meters, "b");

            write(file, modem("a", "one") + modem("b", "another") + modem("c", "one"));
            Ready.until(() -> fleet.modem("c").isPresent());
            assertThat(fleet.require("a")).isSameAs(a);
            assertThat(fleet.require("b")).isNotSameAs(b);
            assertThat(fleet.require("b").view().broker()).isEqualTo("mqtt://another:1883");
            // Each is the new modem's own, and there is no second one; meters of one name are equal.
            assertThat(gauges(meters, "b"))
                    .noneMatch(gauge -> before.stream().anyMatch(old -> old == gauge))
                    .filteredOn(ReloadTest::isQueue)
                    .hasSize(1);
            assertThat(gauges(meters, "c")).filteredOn(ReloadTest::isQueue).hasSize(1);

            write(file, modem("a", "''") + modem("b", "another"));
            Ready.until(() -> reload.problem() != null);
            assertThat(reload.problem())
                    .startsWith("gateway.modems.a.broker.host is the broker's name or address")
                    .doesNotContain("rejected value");
            assertThat(fleet.require("a")).isSameAs(a);
            assertThat(fleet.modem("c")).isPresent();

            write(file, modem("a", "one") + "  securty: on\n");
            Ready.until(() -> String.valueOf(reload.problem()).contains("gateway.securty"));

            write(file, modem("a", "one"));
            // The last that a change does is to forget what was wrong.
            Ready.until(() -> reload.problem() == null);
            assertThat(fleet.all()).hasSize(1);
            assertThat(fleet.require("a")).isSameAs(a);
            assertThat(gauges(meters, "b")).isEmpty();
            assertThat(gauges(meters, "c")).isEmpty();
            assertThat(gauges(meters, "a")).filteredOn(ReloadTest::isQueue).hasSize(1);
        }
    }

    @Test
    void aFileWithoutConfigurationRemovesNothingAndAnEmptyMapDoes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("modems.yml");
        Path other = folder.resolve("other.yml");
        Files.writeString(other, "gateway.modems.z: {url: 'tcp://127.0.0.1:1', broker: {host: one}}");
        write(file, modem("a", "one"));
        try (ConfigurableApplicationContext gateway = SpringApplication.run(
                Gateway.class,
                "--server.port=0",
                "--spring.config.import=file:" + file + ",optional:file:" + other,
                "--gateway.watch=" + file)) {
            Fleet fleet = gateway.getBean(Fleet.class);
            Reload reload = gateway.getBean(Reload.class);
            List<ManagedModem> before = List.copyOf(fleet.all());
            assertThat(before).hasSize(2);
            for (String nothing : List.of("", " \n\t\n", "# none\n---\n")) {
                Files.writeString(file, nothing);
                Ready.until(() -> reload.problem() != null);
                assertThat(reload.problem()).isEqualTo(file + " has no configuration in it");
                assertThat(fleet.all()).containsExactlyElementsOf(before);
                write(file, modem("a", "one"));
                Ready.until(() -> reload.problem() == null);
            }
            Files.delete(other);
            Files.writeString(file, "gateway.watch: []");
            Ready.until(() -> reload.problem() != null);
            assertThat(reload.problem()).contains("nothing says gateway.modems any more");
            assertThat(fleet.all()).containsExactlyElementsOf(before);

            Files.writeString(file, "gateway.modems: {}");
            Ready.until(() -> fleet.all().isEmpty());
        }
    }

    private static boolean isQueue(Meter meter) {
        return meter.getId().getName().equals(Meters.QUEUE.id());
    }

    private static List<Meter> gauges(MeterRegistry meters, String modem) {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getType() == Meter.Type.GAUGE)
                .filter(meter -> modem.equals(meter.getId().getTag("modem")))
                .toList();
    }

    private static void write(Path file, String modems) throws IOException {
        Files.writeString(file, "gateway:\n  modems:\n" + modems);
    }
}
