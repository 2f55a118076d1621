package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

/** Failures outside of the controllers. */
@ExtendWith(OutputCaptureExtension.class)
class LastResortTest {

    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.post("/api/modems/a/at"));

    private void handles(Throwable failure) {
        StepVerifier.create(new LastResort().handle(exchange, failure)).verifyComplete();
    }

    @Test
    void aClientThatHangsUpIsNoError(CapturedOutput output) {
        handles(new AbortedException("Connection has been closed"));
        handles(new IOException("Connection reset by peer"));
        assertThat(exchange.getResponse().isCommitted()).isFalse();
        assertThat(output.getOut()).doesNotContain("ERROR");
    }

    @Test
    void aFaultOfTheServiceIsLoggedAndAnswered(CapturedOutput output) {
        handles(new IllegalStateException("a fault"));
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(output.getOut()).contains("ERROR", "POST /api/modems/a/at", "a fault");
    }
}
