package io.atflux.samples.gateway.security;

import io.atflux.samples.gateway.GatewayTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
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
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/modems/depot-7/messages, Content-Type, @@@, 400",
        "POST, /api/modems/depot-7/messages, Content-Type, text/plain, 403",
        "GET, /api/modems, Accept, @@@, 406",
        "GET, /api/modems/a%2f..%2fb, Accept, */*, 400",
    })
    void whatIsRefusedBeforeAControllerIsAProblemAsWell(
            String method, String path, String header, String value, int status) {
        http.method(HttpMethod.valueOf(method))
                .uri(uri -> URI.create(uri.build() + path))
                .header(header, value)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status);
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
