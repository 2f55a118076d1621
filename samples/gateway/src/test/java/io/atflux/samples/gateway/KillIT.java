package io.atflux.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The real process, killed in the middle of its work and started again. */
class KillIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MESSAGES = 30;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void whatWasAcceptedArrivesAndNothingThatWasConfirmedComesTwice(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
                HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modems =
                        ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink)) {
            Mqtt3AsyncClient witness = witness(broker.port());
            Set<String> confirmed;
            List<String> accepted;
            try (GatewayProcess first = start(folder, modems.address().getPort(), broker.port())) {
                WebClient http = WebClient.create(first.url());
                ready(http);
                accepted = publish(http);
                until(() -> seen.size() > MESSAGES / 3);
                confirmed = confirmed(http, accepted);
                first.kill();
            }
            try (GatewayProcess second = start(folder, modems.address().getPort(), broker.port())) {
                WebClient http = WebClient.create(second.url());
                ready(http);
                until(() -> new HashSet<>(seen).containsAll(accepted));
                // One more, which goes last: nothing of the others is under way any more.
                String last = publishOne(http, "last");
                until(() -> seen.contains(last));
                assertThat(seen.stream().filter(confirmed::contains)).doesNotHaveDuplicates();
                assertThat(seen.stream().filter(accepted::contains).toList().size() - accepted.size())
                        .as("the head alone may come twice")
                        .isBetween(0, 1);
                for (String id : accepted) {
                    assertThat(outcome(http, id)).as(id).isIn("CONFIRMED", "UNKNOWN");
                }
                assertThat(second.stop()).as("the graceful end of the process").isEqualTo(143);
            } finally {
                witness.disconnect().join();
            }
        }
    }

    private Mqtt3AsyncClient witness(int port) {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(port)
                .identifier("witness")
                .buildAsync();
        client.connect().join();
        client.subscribeWith()
                .topicFilter("kill/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> seen.add(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        return client;
    }

    private static GatewayProcess start(Path folder, int modem, int broker) throws IOException {
        return GatewayProcess.start(
                folder,
                "--gateway.security.requests-per-second=1000",
                "--gateway.outbox.file=" + folder.resolve("outbox.db"),
                "--gateway.modems.m.url=tcp://127.0.0.1:" + modem,
                "--gateway.modems.m.policy.take-over=true",
                "--gateway.modems.m.broker.host=127.0.0.1",
                "--gateway.modems.m.broker.port=" + broker,
                "--gateway.modems.m.broker.client-id=m");
    }

    private static void ready(WebClient http) {
        http.get()
                .uri("/api/modems/m")
                .retrieve()
                .bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {})
                .filter(modem -> Boolean.TRUE.equals(modem.get("ready")))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("not ready")))
                .retryWhen(Retry.fixedDelay(900, Duration.ofMillis(100)))
                .block(LIMIT);
    }

    private static List<String> publish(WebClient http) {
        return Objects.requireNonNull(Flux.range(0, MESSAGES)
                .concatMap(n -> Mono.fromSupplier(() -> publishOne(http, "k" + n))
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .collectList()
                .block(LIMIT));
    }

    /** Succeeds with the id, which is the payload as well. */
    private static String publishOne(WebClient http, String id) {
        http.post()
                .uri("/api/modems/m/messages")
                .header("Prefer", "respond-async")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"topic\": \"kill/" + id + "\", \"payload\": \"" + id + "\", \"id\": \"" + id + "\"}")
                .retrieve()
                .toBodilessEntity()
                .block(LIMIT);
        return id;
    }

    private static Set<String> confirmed(WebClient http, List<String> ids) {
        Set<String> confirmed = new HashSet<>();
        for (String id : ids) {
            if (outcome(http, id).equals("CONFIRMED")) {
                confirmed.add(id);
            }
        }
        return confirmed;
    }

    private static String outcome(WebClient http, String id) {
        Map<String, Object> fate = http.get()
                .uri("/api/modems/m/messages/" + id)
                .retrieve()
                .bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {})
                .block(LIMIT);
        return fate == null ? "" : String.valueOf(fate.get("outcome"));
    }

    private static void until(BooleanSupplier done) {
        Flux.interval(Duration.ofMillis(20)).filter(tick -> done.getAsBoolean()).blockFirst(LIMIT);
    }
}
