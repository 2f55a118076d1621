package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

class WaitsTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();
    private final Sinks.Many<Integer> ticks = Sinks.many().multicast().onBackpressureBuffer();
    private final Waits waits = Waits.on(new PrintStream(err, true, StandardCharsets.UTF_8), now::get, ticks.asFlux());

    private String afterSeconds(double seconds) {
        now.set(Math.round(seconds * 1e9));
        ticks.tryEmitNext(0);
        String said = err.toString(StandardCharsets.UTF_8).strip();
        err.reset();
        return said;
    }

    @Test
    void aLongWaitIsToldAfterTwoSecondsThenEveryFive() {
        Sinks.Empty<Void> work = Sinks.empty();
        waits.track("the SIM", Duration.ofSeconds(30), work.asMono()).subscribe();

        assertThat(afterSeconds(1.9)).isEmpty();
        assertThat(afterSeconds(2)).isEqualTo("atflux: waiting for the SIM: 2 s of 30 s");
        assertThat(afterSeconds(6.9)).isEmpty();
        assertThat(afterSeconds(7)).isEqualTo("atflux: waiting for the SIM: 7 s of 30 s");
        work.tryEmitEmpty();
        assertThat(afterSeconds(20)).isEmpty();
    }

    @Test
    void aWaitWithoutALimitOfItsOwnIsToldWithoutOne() {
        waits.track("the connection", null, Sinks.empty().asMono()).subscribe();

        assertThat(afterSeconds(3)).isEqualTo("atflux: waiting for the connection: 3 s");
    }

    @Test
    void aWaitWithinAWaitIsToldFirstAndThenTheOuterOneGoesOn() {
        Sinks.Empty<Void> answer = Sinks.empty();
        Sinks.Empty<Void> rest = Sinks.empty();
        waits.track(
                        "the network",
                        Duration.ofSeconds(30),
                        waits.track("AT+CREG", Duration.ofSeconds(10), answer.asMono())
                                .then(rest.asMono()))
                .subscribe();

        assertThat(afterSeconds(2)).isEqualTo("atflux: waiting for AT+CREG: 2 s of 10 s");
        answer.tryEmitEmpty();
        assertThat(afterSeconds(3)).isEqualTo("atflux: waiting for the network: 3 s of 30 s");
        rest.tryEmitEmpty();
        assertThat(afterSeconds(20)).isEmpty();
    }

    @Test
    void nothingIsToldOfWhatWasCancelled() {
        waits.track("the SIM", Duration.ofSeconds(30), Sinks.empty().asMono())
                .subscribe()
                .dispose();

        assertThat(afterSeconds(10)).isEmpty();
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        waits.track("the SIM", Duration.ofSeconds(30), Sinks.empty().asMono()).subscribe();
        waits.close();

        assertThat(afterSeconds(10)).isEmpty();
    }
}
