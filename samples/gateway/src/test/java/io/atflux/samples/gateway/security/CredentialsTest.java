package io.atflux.samples.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.atflux.samples.gateway.Gateway;
import io.atflux.samples.gateway.Ready;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** With credentials, on all addresses; a gateway without modems. */
@ExtendWith(OutputCaptureExtension.class)
class CredentialsTest {

    private static final String READER = "reader-token-0123456789";
    private static final String ADMIN = "admin-token-0123456789";

    private static ConfigurableApplicationContext gateway;
    private static WebTestClient http;

    private static PrivateKey authority;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        authority = keys.getPrivate();
        Path file = folder.resolve("authority.pem");
        Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        gateway = SpringApplication.run(
                Gateway.class,
                "--server.address=0.0.0.0",
                "--server.port=0",
                "--spring.security.oauth2.resourceserver.jwt.public-key-location=file:" + file,
                "--gateway.security.requests-per-second=20",
                "--gateway.security.clients.reader.token=" + READER,
                "--gateway.security.clients.reader.roles=READ",
                "--gateway.security.clients.admin.token=" + ADMIN,
                "--gateway.security.clients.admin.roles=READ,PUBLISH,RAW_AT");
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/modems, '', 401",
        "GET, /api/modems, reader-token-0123456789, 200",
        "GET, /api/modems, reader-token-012345678, 401",
        "GET, /actuator/health, '', 401",
        "GET, /actuator/health/readiness, '', 200",
        "GET, /actuator/prometheus, reader-token-0123456789, 200",
        "POST, /api/modems/a/messages, reader-token-0123456789, 403",
        "POST, /api/modems/a/messages, admin-token-0123456789, 404",
        "POST, /api/modems/a/at, reader-token-0123456789, 403",
        "POST, /api/modems/a/at, admin-token-0123456789, 404",
        "POST, /api/modems/a/doctor, reader-token-0123456789, 404",
        "POST, /api/modems/a/look-again, reader-token-0123456789, 403",
    })
    void eachMayDoWhatItsRolesSay(String method, String path, String token, int status) {
        http.method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path)
                .headers(headers -> {
                    if (!token.isEmpty()) {
                        headers.setBearerAuth(token);
                    }
                    headers.setContentType(MediaType.APPLICATION_JSON);
                })
                .bodyValue(
                        method.equals("GET")
                                ? ""
                                : path.endsWith("/at") ? "{\"command\": \"AT\"}" : "{\"topic\": \"t\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    @ParameterizedTest
    @CsvSource({"READ, 60, 200", "PUBLISH, 60, 403", "READ, -600, 401"})
    void anAccessTokenHasItsRoles(String role, int seconds, int status) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject("somebody")
                .claim("roles", List.of(role))
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        token.sign(new RSASSASigner(authority));
        http.get()
                .uri("/api/modems")
                .headers(headers -> headers.setBearerAuth(token.serialize()))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    @Test
    void aBrowserGivesNameAndToken() {
        http.get()
                .uri("/api/modems")
                .headers(headers -> headers.setBasicAuth("reader", READER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        http.get()
                .uri("/api/modems")
                .headers(headers -> headers.setBasicAuth("admin", READER))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody();
    }

    @Test
    void theAuditHasWhoAndWhatAndNoSecret(CapturedOutput output) {
        http.post()
                .uri("/api/modems/a/messages")
                .headers(headers -> headers.setBearerAuth(ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"topic\": \"t\", \"payload\": \"confidential\"}")
                .exchange()
                .expectBody();
        // The line is written when the answer is out.
        Ready.until(() -> output.getOut().contains("admin from 127.0.0.1: POST /api/modems/a/messages -> 404"));
        assertThat(output.getOut()).doesNotContain("confidential", ADMIN);
    }

    @Test
    void theAuditHasWhoWasRefused(CapturedOutput output) {
        http.post()
                .uri("/api/modems/a/look-again")
                .headers(headers -> headers.setBearerAuth(READER))
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
        Ready.until(() -> output.getOut().contains("reader from 127.0.0.1: POST /api/modems/a/look-again -> 403"));
    }

    @ParameterizedTest
    @CsvSource({"Bearer nobodys", "Basic eDp5", "Basic ???", "Negotiate x"})
    void whoIsNobodyIsAskedWhoItIs(String authorization) {
        http.get()
                .uri("/api/modems")
                .header("Authorization", authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .values("WWW-Authenticate", asked -> assertThat(asked).hasSize(2))
                .expectBody();
    }

    @Test
    void whoAsksTooOftenIsRefused() {
        WebClient client =
                WebClient.create("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port"));
        Mono<Integer> answer = client.get().uri("/actuator/health/liveness").exchangeToMono(come -> come.releaseBody()
                .thenReturn(come.statusCode().value()));
        assertThat(Flux.range(0, 300).flatMap(n -> answer).collectList().block(Ready.LIMIT))
                .contains(200, 429);
        // The next second is another one.
        answer.repeat(() -> true).filter(status -> status == 200).blockFirst(Ready.LIMIT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --server.address=0.0.0.0                              | server.address 0.0.0.0
            --gateway.security.clients.a.token=short,--gateway.security.clients.a.roles=READ | 16 characters
            """)
    void itDoesNotStart(String properties, String why) {
        String[] arguments = ("--server.port=0," + properties.strip()).split(",--");
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = "--" + arguments[i];
        }
        assertThatThrownBy(() -> SpringApplication.run(Gateway.class, arguments).close())
                .hasStackTraceContaining(why)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("token=short"));
    }
}
