package io.atflux.samples.gateway.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.fleet.Fleet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class ActuatorTest {

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
