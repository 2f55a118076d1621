package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.modem.StepProgress;
import io.atflux.observe.LineEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

class NarratorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();
    private final Sinks.Many<Integer> ticks = Sinks.many().multicast().onBackpressureBuffer();
    private final Narrator narrator = narrator(Duration.ofSeconds(60), true);

    private Narrator narrator(@Nullable Duration within, boolean keepTrying) {
        return Narrator.on(
                new PrintStream(err, true, StandardCharsets.UTF_8),
                within,
                keepTrying,
                Duration.ofSeconds(20),
                now::get,
                ticks.asFlux());
    }

    private String said() {
        String said = err.toString(StandardCharsets.UTF_8).strip();
        err.reset();
        return said;
    }

    private String afterSeconds(double seconds) {
        now.set(Math.round(seconds * 1e9));
        ticks.tryEmitNext(0);
        return said();
    }

    private static LinkState in(LinkPhase phase) {
        return LinkState.builder(phase, START).build();
    }

    private static LinkState failed(LinkPhase phase, LinkCause cause, String seen, long seconds) {
        return LinkState.builder(phase, START)
                .cause(cause, Set.of(), seen)
                .nextAttemptAt(START.plusSeconds(seconds))
                .build();
    }

    @Test
    void aConnectionIsWaitedForFromItsStartOverAllPhases() {
        narrator.state(in(LinkPhase.CONNECTING));
        assertThat(afterSeconds(1.9)).isEmpty();
        assertThat(afterSeconds(2)).isEqualTo("atflux: waiting for the line: 2 s of 60 s");
        narrator.state(in(LinkPhase.REGISTERING));
        narrator.step(StepProgress.builder("registration")
                .rule("every 2 s, within 90 s")
                .build());
        assertThat(afterSeconds(6.9)).isEmpty();
        assertThat(afterSeconds(7))
                .isEqualTo("atflux: waiting for the network: 7 s of 60 s (registration: every 2 s, within 90 s)");
    }

    @Test
    void withoutALimitNoneIsTold() {
        Narrator patient = narrator(null, true);
        patient.state(in(LinkPhase.OPENING));

        assertThat(afterSeconds(2))
                .contains("atflux: waiting for the broker: 2 s")
                .doesNotContain("broker: 2 s of");
    }

    @Test
    void whatFailedIsToldWithItsCureAndRepeatedInShort() {
        narrator.state(failed(LinkPhase.WAITING, LinkCause.LINE_REFUSED, "nobody listens", 4));
        assertThat(said())
                .isEqualTo("atflux: LINE_REFUSED: nobody listens. Start the serial server, or correct its port."
                        + " Tried again in 4 s.");
        narrator.state(in(LinkPhase.CONNECTING));
        narrator.state(failed(LinkPhase.WAITING, LinkCause.LINE_REFUSED, "nobody listens", 8));
        assertThat(said()).isEqualTo("atflux: again LINE_REFUSED. Tried again in 8 s.");
        narrator.state(failed(LinkPhase.BLOCKED, LinkCause.SIM_MISSING, "+CME ERROR: 10", 600));
        assertThat(said()).isEqualTo("atflux: SIM_MISSING: +CME ERROR: 10. Insert a SIM. Looked at again in 600 s.");
    }

    @Test
    void aProgramThatEndsAtABlockPromisesNoFurtherLook() {
        LinkState blocked = failed(LinkPhase.BLOCKED, LinkCause.SIM_MISSING, "+CME ERROR: 10", 600);
        Narrator hasty = narrator(null, false);

        hasty.state(blocked);
        assertThat(said()).isEqualTo("atflux: SIM_MISSING: +CME ERROR: 10. Insert a SIM.");
        hasty.state(in(LinkPhase.READY));
        hasty.state(blocked);
        assertThat(said()).endsWith("Looked at again in 600 s.");
    }

    @Test
    void whoIsLateNamesWhatTheModemSaidLastOrTheFailureBefore() {
        StepProgress sim = StepProgress.builder("SIM").rule("1 s, within 20 s").build();
        LinkState waiting = in(LinkPhase.INITIALISING);
        narrator.step(sim);
        assertThat(narrator.late(waiting)).isEqualTo("still waiting for SIM and access point (SIM: 1 s, within 20 s).");
        narrator.line(ended("+CME ERROR: 10"));
        assertThat(narrator.late(waiting))
                .isEqualTo("still waiting for SIM and access point (SIM: 1 s, within 20 s);"
                        + " the modem said last: +CME ERROR: 10 (to AT+CPIN?).");
        narrator.line(ended("OK"));
        narrator.step(sim.mutate().done("READY").build());
        assertThat(narrator.late(waiting)).isEqualTo("still waiting for SIM and access point.");
        narrator.line(ended("ERROR"));
        assertThat(narrator.late(waiting)).doesNotContain("ERROR");

        LinkState refused = failed(LinkPhase.WAITING, LinkCause.LINE_REFUSED, "nobody listens", 4);
        narrator.state(refused);
        assertThat(narrator.late(refused)).isEqualTo(Words.diagnosis(refused));
        assertThat(narrator.late(in(LinkPhase.CONNECTING)))
                .isEqualTo("still waiting for the line; the attempt before failed: " + Words.diagnosis(refused));
    }

    private static LineEvent ended(String text) {
        return LineEvent.of(LineEvent.Kind.FINAL, text).belongingTo("AT+CPIN?", null, Context.empty());
    }

    @Test
    void whatCannotBeToldApartIsToldAsSuchWithTheOptionThatMayMendIt() {
        LinkState refused = LinkState.builder(LinkPhase.WAITING, START)
                .cause(LinkCause.BROKER_REFUSED, Set.of(LinkCause.CREDENTIALS_REFUSED), "+MQTTOPEN: 1,0")
                .build();

        assertThat(Words.diagnosis(refused))
                .isEqualTo(
                        "BROKER_REFUSED (or CREDENTIALS_REFUSED): +MQTTOPEN: 1,0. Check the broker's address, credentials"
                                + " and load. (--user, --password-file)");
    }

    @Test
    void aLossBeginsAWaitOfItsOwn() {
        narrator.state(in(LinkPhase.READY));
        assertThat(afterSeconds(100)).isEmpty();
        narrator.state(in(LinkPhase.OPENING));

        assertThat(afterSeconds(101.9)).isEmpty();
        assertThat(afterSeconds(102)).isEqualTo("atflux: waiting for the broker: 2 s of 60 s");
    }

    @Test
    void aLongStepOfAReadyLinkIsToldUntilItEnds() {
        narrator.state(in(LinkPhase.READY));
        now.set(Duration.ofSeconds(10).toNanos());
        StepProgress publish =
                StepProgress.builder("MQTT publish").rule("60 s, within 90 s").build();
        narrator.step(publish);

        assertThat(afterSeconds(11.9)).isEmpty();
        assertThat(afterSeconds(12)).isEqualTo("atflux: waiting for MQTT publish: 2 s (60 s, within 90 s)");
        narrator.step(publish.mutate().done("OK").build());
        assertThat(afterSeconds(30)).isEmpty();
    }

    @Test
    void theEndHasItsOwnLimit() {
        narrator.state(in(LinkPhase.READY));
        now.set(Duration.ofSeconds(10).toNanos());
        narrator.state(in(LinkPhase.CLOSING));

        assertThat(afterSeconds(12)).isEqualTo("atflux: waiting for the end of the connection: 2 s of 20 s");
        narrator.state(in(LinkPhase.CLOSED));
        assertThat(afterSeconds(30)).isEmpty();
    }
}
