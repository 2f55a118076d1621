package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.Gateway;
import io.atflux.samples.gateway.Ready;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A request whose body does not end. */
class SlowBodiesTest {

    private static ConfigurableApplicationContext gateway;

    @BeforeAll
    static void start() {
        gateway = SpringApplication.run(
                Gateway.class,
                "--server.port=0",
                "--gateway.security.body-within=500ms",
                "--gateway.modems.a.url=tcp://127.0.0.1:1",
                "--gateway.modems.a.broker.host=one");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** All that comes until the connection is closed. */
    private static String answer(String path, String type, String length, String body) throws IOException {
        int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.setSoTimeout((int) Ready.LIMIT.toMillis());
            client.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: XSRF-TOKEN=x\r\nContent-Type: "
                                    + type + "\r\n" + length + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/modems/a/messages, application/json, Content-Length: 40, {\"topic\"",
        "/api/modems/a/messages, application/json, Transfer-Encoding: chunked, ''",
        "/api/modems/a/at, application/json, Content-Length: 40, {\"command\"",
        "/modems/a/publish, application/x-www-form-urlencoded, Content-Length: 40, topic=a"
    })
    void aBodyThatDoesNotEndIsRefusedAndItsConnectionClosed(String path, String type, String length, String body)
            throws IOException {
        assertThat(answer(path, type, length, body))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close")
                .contains("application/problem+json", "The body did not end within 500 ms.");
    }

    @Test
    void aBodyThatNothingReadsDoesNotKeepTheConnection() throws IOException {
        assertThat(answer("/api/modems/a/look-again", "application/json", "Content-Length: 40", "{"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aBodyThatEndsInTimeIsTaken() throws IOException {
        assertThat(answer(
                        "/api/modems/a/at",
                        "application/json",
                        "Connection: close\r\nContent-Length: 16",
                        "{\"command\":\"AT\"}"))
                .startsWith("HTTP/1.1 503 ")
                .contains("The modem's line is not open");
    }
}
