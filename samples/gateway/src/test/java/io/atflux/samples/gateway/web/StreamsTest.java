package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.fleet.Fleet;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@GatewayTest
class StreamsTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Fleet fleet;

    @Autowired
    MessageController messages;

    @BeforeEach
    void allAreReady() {
        Ready.all(fleet);
    }

    @Test
    void aSlowClientIsToldWhatItLost() {
        Flux<ServerSentEvent<Object>> events = messages.messages(
                        "harbour", "slow/#", 1, 2, io.atflux.urc.Overflow.Policy.DROP_OLDEST)
                .filter(event -> event.event() != null);
        StepVerifier.create(events, 0)
                .then(() -> {
                    publish("first");
                    Flux.range(0, 20).doOnNext(n -> publish("n" + n)).blockLast(Ready.LIMIT);
                })
                .thenRequest(100)
                .thenConsumeWhile(event -> "message".equals(event.event()))
                .assertNext(event -> assertThat(event.event()).isEqualTo("dropped"))
                .thenCancel()
                .verify(Ready.LIMIT);
    }

    private void publish(String text) {
        http.post()
                .uri("/api/modems/depot-7/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"topic\": \"slow/x\", \"retain\": true, \"payload\": \"" + text + "\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    @Test
    void allStreamsEndWhenTheServiceStops() {
        Streams streams = new Streams();
        streams.start();
        StepVerifier.create(streams.live(Flux.<ServerSentEvent<String>>never()))
                .then(streams::stop)
                .expectComplete()
                .verify(Ready.LIMIT);
    }

    @Test
    void aQuietStreamHasASignOfLife() {
        Supplier<Flux<ServerSentEvent<String>>> quiet = () -> {
            Streams streams = new Streams();
            streams.start();
            return streams.live(Flux.never());
        };
        StepVerifier.withVirtualTime(quiet)
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(15))
                .assertNext(event -> assertThat(event.comment()).isEqualTo("alive"))
                .thenCancel()
                .verify(Ready.LIMIT);
    }

    @Test
    void theFleetIsTold() {
        StepVerifier.create(http.get()
                        .uri("/api/modems/events")
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(
                                new org.springframework.core.ParameterizedTypeReference<
                                        ServerSentEvent<java.util.Map<String, Object>>>() {})
                        .getResponseBody()
                        .filter(event -> "modem".equals(event.event()))
                        .take(2))
                .expectNextCount(2)
                .expectComplete()
                .verify(Ready.LIMIT);
    }
}
