package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.Gateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** A service that stops does not wait for who does not listen. */
class SlowStreamsTest {

    /** Less than what the web server waits for requests that run. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int MORE_THAN_BUFFERS_HAVE = 20_000_000;

    /** Says more than a connection takes. */
    @RestController
    static class Talker {

        private final Streams streams;

        Talker(Streams streams) {
            this.streams = streams;
        }

        @GetMapping(path = "/talk", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<ServerSentEvent<String>> talk() {
            return streams.live(Flux.just(Streams.event("talk", "x".repeat(MORE_THAN_BUFFERS_HAVE))));
        }
    }

    @Test
    void aClientThatDoesNotReadDoesNotKeepTheServiceFromStopping() throws IOException {
        ConfigurableApplicationContext gateway =
                SpringApplication.run(new Class<?>[] {Gateway.class, Talker.class}, new String[] {"--server.port=0"});
        int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket deaf = new Socket("127.0.0.1", port)) {
            deaf.getOutputStream()
                    .write("GET /talk HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(deaf.getInputStream().read()).isEqualTo('H');
            assertThat(CompletableFuture.runAsync(gateway::close)).succeedsWithin(SOON);
        } finally {
            gateway.close();
        }
    }
}
