package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.demo.DemoWorld;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@GatewayTest
class MessageControllerTest {

    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENTS =
            new ParameterizedTypeReference<>() {};

    @Autowired
    WebTestClient http;

    @Autowired
    Fleet fleet;

    @Autowired
    DemoWorld world;

    @BeforeEach
    void allAreReady() {
        Ready.all(fleet);
    }

    @AfterEach
    void theSimIsIn() {
        Objects.requireNonNull(world.modem("depot-7")).insertSim();
    }

    private WebTestClient.ResponseSpec publish(String json) {
        return http.post()
                .uri("/api/modems/depot-7/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    @Test
    void aMessageThatIsConfirmedHasAReceipt() {
        publish("""
                {"topic": "t/1", "payload": "hello"}""")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("CONFIRMED")
                .jsonPath("$.attempts")
                .isEqualTo(1);
    }

    @Test
    void aMessageOfOneModemComesAtAnother() {
        // Retained: it comes whenever the subscription is made.
        publish("""
                {"topic": "t/2/x", "payloadBase64": "//8=", "retain": true}""").expectStatus().isOk().expectBody();
        Flux<ServerSentEvent<Map<String, Object>>> events = http.get()
                .uri("/api/modems/harbour/messages?filter={filter}", "t/2/#")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENTS)
                .getResponseBody();
        StepVerifier.create(events.filter(event -> event.data() != null).take(1))
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("message");
                    assertThat(event.data()).containsEntry("topic", "t/2/x").containsEntry("payloadBase64", "//8=");
                })
                .expectComplete()
                .verify(Ready.LIMIT);
    }

    @Test
    void aMessageWithoutAConnectionWaitsAndItsFateIsTold() {
        ManagedModem modem = fleet.require("depot-7");
        Objects.requireNonNull(world.modem("depot-7")).removeSim();
        Ready.is(modem, state -> state.cause() == LinkCause.SIM_MISSING);
        URI fate = Objects.requireNonNull(http.post()
                .uri("/api/modems/depot-7/messages")
                .header("Prefer", "respond-async")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"topic": "t/3", "payload": "later", "id": "my-own"}""")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getLocation());
        assertThat(fate).hasPath("/api/modems/depot-7/messages/my-own");
        http.get()
                .uri(fate.getPath())
                .exchange()
                .expectBody()
                .jsonPath("$.outcome")
                .isEmpty();
        var ended = modem.link()
                .receipts()
                .filter(receipt -> receipt.id().equals("my-own"))
                .next()
                .toFuture();
        Objects.requireNonNull(world.modem("depot-7")).insertSim();
        assertThat(ended).succeedsWithin(Ready.LIMIT);
        Ready.is(modem, LinkState::isReady);
        http.get()
                .uri(fate.getPath())
                .exchange()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("CONFIRMED")
                .jsonPath("$.topic")
                .isEqualTo("t/3");
    }

    @Test
    void nothingIsKnownOfAMessageThatNobodySent() {
        http.get()
                .uri("/api/modems/depot-7/messages/nobodys")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"topic": ""}                                     | topic
                    {"topic": "t\\u0085"}                               | topic
                    {"topic": "t\\r\\nAT"}                             | topic
                    {"topic": "t\\uffff"}                               | topic
                    {"topic": "t/+"}                                  | topic
                    {"topic": "t", "qos": 3}                          | qos
                    {"topic": "t", "payload": "a", "payloadBase64": "YQ=="} | "payload and payloadBase64 are both given
                    {"topic": "t", "id": "a/b"}                       | id
                    {"topic": "t", "payloadBase64": "?"}              | payloadBase64
                    """)
    void aMessageThatCannotBeIsRefusedByName(String json, String named) {
        publish(json)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .value(body -> assertThat(body).contains(named));
    }

    @Test
    void aMessageThatNobodyAcceptedHasNoFate() {
        publish("""
                {"topic": "t", "payload": "%s", "id": "too-long"}""".formatted("\\ud800")).expectStatus().isBadRequest().expectBody();
        http.get()
                .uri("/api/modems/depot-7/messages/too-long")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter=%23/a", "filter=a&qos=7", "qos=1", "filter=a&overflow=NEVER"})
    void aStreamThatCannotBeIsRefused(String query) {
        http.get()
                .uri(uri -> java.net.URI.create(uri.build() + "/api/modems/depot-7/messages?" + query))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody();
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        publish("{\"topic\": \"t\", \"payload\": \"" + "x".repeat(70_000) + "\"}")
                .expectStatus()
                .isEqualTo(413)
                .expectBody();
    }
}
