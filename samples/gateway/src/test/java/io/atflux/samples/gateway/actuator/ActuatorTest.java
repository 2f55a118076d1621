package io.atflux.samples.gateway.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.fleet.Fleet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

@GatewayTest
class ActuatorTest {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENTS =
            new ParameterizedTypeReference<>() {};

    @Autowired
    WebTestClient http;

    @Autowired
    Fleet fleet;

    @BeforeEach
    void allAreReady() {
        Ready.all(fleet);
    }

    @Test
    void theHealthOfEachModemIsTold() {
        http.get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.modems.components.depot-7.status")
                .isEqualTo("UP")
                .jsonPath("$.components.configuration.status")
                .isEqualTo("UP");
    }

    @Test
    void readinessIsNotThatOfAModem() {
        http.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    @Test
    void metersOfLinkAndSessionAreAtPrometheus() {
        http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .contains("atflux_link_phase{modem=\"depot-7\",phase=\"ready\"} 1.0")
                        .contains("atflux_command_seconds_count{command=\"AT+MIPCALL?\"")
                        .contains("http_server_requests_seconds_count"));
    }

    @Test
    void aReceivedMessageIsObserved() {
        // Retained: it comes whenever the subscription is made.
        http.post()
                .uri("/api/modems/harbour/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"topic": "observed", "payload": "23", "retain": true}""")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        StepVerifier.create(http.get()
                        .uri("/api/modems/harbour/messages?filter=observed")
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange()
                        .returnResult(EVENTS)
                        .getResponseBody()
                        .filter(event -> event.data() != null)
                        .take(1))
                .expectNextCount(1)
                .expectComplete()
                .verify(Ready.LIMIT);
        http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .containsPattern(
                                "messaging_process_duration_seconds_count\\{.*template=\"observed\".*\\} [1-9]"));
    }

    @Test
    void aMessageThatIsQueuedIsObserved() {
        http.post()
                .uri("/api/modems/harbour/messages")
                .header("Prefer", "respond-async")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"topic": "queued", "payload": "23"}""")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody();
        http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .containsPattern("messaging_client_operation_duration_seconds_count\\{"
                                + "atflux_outcome=\"queued\".*operation_name=\"enqueue\".*\\} [1-9]"));
    }

    @Test
    void theInterfaceIsDescribed() {
        http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/api/modems/{name}/messages'].post")
                .exists()
                .jsonPath("$.paths['/api/modems/{name}/at'].post")
                .exists();
    }
}
