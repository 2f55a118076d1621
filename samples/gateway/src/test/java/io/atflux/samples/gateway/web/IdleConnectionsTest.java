package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.Gateway;
import io.atflux.samples.gateway.Ready;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Connections without a request. */
class IdleConnectionsTest {

    private static ConfigurableApplicationContext gateway;

    @BeforeAll
    static void start() {
        // Its modem tries again and again: its events do not end.
        gateway = SpringApplication.run(
                Gateway.class,
                "--server.port=0",
                "--server.netty.idle-timeout=500ms",
                "--gateway.modems.a.url=tcp://127.0.0.1:1",
                "--gateway.modems.a.policy.longest-wait=1s",
                "--gateway.modems.a.broker.host=one");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Socket connected() throws IOException {
        Socket client = new Socket(
                "127.0.0.1", gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        client.setSoTimeout((int) Ready.LIMIT.toMillis());
        return client;
    }

    private static BufferedReader asked(Socket client, String path) throws IOException {
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void aConnectionWithoutARequestIsClosedAndAStreamIsNot() throws IOException {
        try (Socket client = connected();
                Socket silent = connected()) {
            BufferedReader stream = asked(client, "/api/modems/events");
            assertThat(stream.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            try (Socket done = connected()) {
                BufferedReader answer = asked(done, "/actuator/health/liveness");
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
                assertThat(answer.lines().toList()).isNotEmpty();
            }
            // Two connections were idle too long, one after the other, while the stream was open.
            for (int i = 0; i < 3; i++) {
                assertThat(stream.lines().filter("event:modem"::equals).findFirst())
                        .isPresent();
            }
        }
    }
}
