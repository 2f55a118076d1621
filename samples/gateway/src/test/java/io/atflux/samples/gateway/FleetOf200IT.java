package io.atflux.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One gateway in a separate process, with 200 modems on sockets: {@code -Dgateway.fleet=200}. Prints what it costs. */
@EnabledIfSystemProperty(named = "gateway.fleet", matches = "\\d+")
class FleetOf200IT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void aFleetBecomesReady(@TempDir Path folder) throws Exception {
        int number = Integer.getInteger("gateway.fleet");
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
                HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modems = ModemServer.start(
                        new InetSocketAddress(EmbeddedBroker.HOST, 0), number, Switches.quick(), uplink)) {
            Path file = folder.resolve("fleet.yml");
            Files.writeString(file, configuration(modems, broker.port()));
            Instant began = Instant.now();
            try (GatewayProcess process = GatewayProcess.start(
                    folder,
                    "-Xmx256m",
                    List.of(
                            "--spring.config.import=file:" + file,
                            "--gateway.outbox.file=" + folder.resolve("outbox.db")))) {
                Process gateway = process.process();
                WebClient http = WebClient.create(process.url());
                long up = until(http, began, 0);
                long ready = until(http, began, number);
                System.out.printf(
                        "%d modems: server up after %d ms, the last READY after %d ms; %s; CPU %d ms%n",
                        number, up, ready, memory(gateway.pid()), cpu(gateway));
                long before = cpu(gateway);
                Mono.delay(Duration.ofMinutes(1)).block();
                System.out.printf(
                        "a minute later: %s; CPU of that minute %d ms%n", memory(gateway.pid()), cpu(gateway) - before);
                assertThat(process.stop()).isEqualTo(143);
            }
        }
    }

    private static long cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static String memory(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM") || line.startsWith("Threads"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static long until(WebClient http, Instant began, int ready) {
        http.get()
                .uri("/api/modems")
                .retrieve()
                .bodyToFlux(new org.springframework.core.ParameterizedTypeReference<java.util.Map<String, Object>>() {})
                .filter(modem -> Boolean.TRUE.equals(modem.get("ready")))
                .count()
                .filter(found -> found >= ready)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("not yet")))
                .retryWhen(Retry.fixedDelay(10_000, Duration.ofMillis(100)))
                .block(LIMIT);
        return Duration.between(began, Instant.now()).toMillis();
    }

    private static String configuration(ModemServer modems, int broker) {
        StringBuilder yaml = new StringBuilder("gateway:\n  modems:\n");
        for (InetSocketAddress modem : modems.addresses()) {
            yaml.append("    m" + modem.getPort() + ":\n      url: tcp://127.0.0.1:" + modem.getPort()
                    + "\n      broker: {host: 127.0.0.1, port: " + broker + ", client-id: '{name}'}\n");
        }
        return yaml.toString();
    }
}
