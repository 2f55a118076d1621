package io.atflux.samples.gateway.security;

import io.atflux.samples.gateway.GatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Without credentials, on this machine. */
@GatewayTest
class LocalTest {

    @Autowired
    WebTestClient http;

    @Test
    void aPageOfSomebodyElsesCannotPostAForm() {
        http.post()
                .uri("/api/modems/depot-7/look-again")
                .header("Origin", "https://evil.example")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody();
        http.post()
                .uri("/api/modems/depot-7/messages")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("topic=t")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody();
    }

    @Test
    void aNameThatWasMadeToLeadHereIsRefused() {
        http.get()
                .uri("/api/modems")
                .header("Host", "rebound.example")
                .exchange()
                .expectStatus()
                .isEqualTo(421)
                .expectBody();
    }

    @Test
    void noOtherOriginIsAllowed() {
        http.options()
                .uri("/api/modems/depot-7/messages")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin")
                .expectBody();
    }

    @Test
    void thePolicyForScriptsIsStrict() {
        http.get()
                .uri("/api/modems")
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> org.assertj.core.api.Assertions.assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self';")
                        .doesNotContain("unsafe"))
                .expectBody();
    }
}
