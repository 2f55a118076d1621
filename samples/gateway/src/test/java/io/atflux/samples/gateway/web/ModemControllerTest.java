package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ModemView;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class ModemControllerTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Fleet fleet;

    @BeforeEach
    void allAreReady() {
        fleet.all()
                .forEach(modem ->
                        modem.link().states().filter(LinkState::isReady).blockFirst(Duration.ofSeconds(30)));
    }

    @Test
    void theFleetIsListed() {
        http.get()
                .uri("/api/modems")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBodyList(ModemView.class)
                .value(modems ->
                        assertThat(modems).extracting(ModemView::name).containsExactlyInAnyOrder("depot-7", "harbour"));
    }

    @Test
    void aModemSaysWhereItStands() {
        http.get()
                .uri("/api/modems/depot-7")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.phase")
                .isEqualTo(LinkPhase.READY.name())
                .jsonPath("$.cause")
                .doesNotExist()
                .jsonPath("$.source")
                .isEqualTo("configured");
    }

    @Test
    void aModemThatThereIsNotIsAProblem() {
        http.get()
                .uri("/api/modems/nobody")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no modem \"nobody\".");
    }
}
