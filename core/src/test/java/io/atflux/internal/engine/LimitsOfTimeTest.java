package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Profile;
import io.atflux.internal.time.Durations;
import io.atflux.modem.Poll;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The longest possible duration means no limit; a meaningless duration is refused when it is set. */
class LimitsOfTimeTest {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration LESS = Duration.ofNanos(-1);

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void aCommandWithoutALimitIsWrittenAndAnsweredWheneverThatIs() {
        modem.when("AT+A").answersAfter(Duration.ofDays(400), "+A: 1", "OK");
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> endless = new Got<>(session.send(AtCommand.of("AT+A").timeout(FOREVER)));
        Got<AtReply> next = new Got<>(session.send("AT+B"));
        assertThat(modem.sentLines()).containsExactly("AT+A");
        modem.advance(Duration.ofDays(399));
        assertThat(endless.isEmpty()).isTrue();
        modem.advance(Duration.ofDays(1));
        assertThat(endless.values).hasSize(1);
        assertThat(next.values).hasSize(1);
    }

    @Test
    void aPromptAndAResultCodeWithoutALimitAreWaitedFor() {
        modem.when("AT+S=1").prompts("> ", 2).then(Duration.ofDays(2), "OK").then(Duration.ofDays(3), "+S: 1");
        AtSession session = modem.session();
        Got<AtReply> endless = new Got<>(session.send(AtCommand.of("AT+S=1")
                .payload(Payload.counted(new byte[] {'h', 'i'}))
                .timeout(FOREVER)
                .promptTimeout(FOREVER)
                .settledBy(Settlement.by(
                        "+S",
                        "",
                        line -> line.text().equals("+S: 1")
                                ? Settlement.Verdict.SUCCESS
                                : Settlement.Verdict.NOT_MINE))));
        modem.advance(Duration.ofDays(2));
        assertThat(endless.isEmpty()).isTrue();
        modem.advance(Duration.ofDays(1));
        assertThat(endless.values).hasSize(1);
    }

    @Test
    void aRuleWithoutAnEndGoesOn() {
        modem.when("AT+A").answers("ERROR");
        AtSession session = modem.session();
        Got<AtReply> endless = new Got<>(session.send(AtCommand.of("AT+A").retry(RetryRule.within(FOREVER))));
        modem.advance(Duration.ofHours(1));
        assertThat(endless.isEmpty()).isTrue();
        assertThat(modem.countOf("AT+A")).isEqualTo(3_601);
    }

    @Test
    void aPauseWithoutAnEndIsWhereTheRuleEnds() {
        modem.when("AT+A").answers("ERROR");
        Got<AtReply> got = new Got<>(modem.session()
                .send(AtCommand.of("AT+A").retry(RetryRule.within(FOREVER).pausing(FOREVER))));
        got.error(AtRejectedException.class);
    }

    @Test
    void aDeadlineThatNeverComesCutsNothingOff() {
        modem.when("AT+A").answersAfter(Duration.ofMillis(900), "OK").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> endless = new Got<>(session.send(AtCommand.of("AT+A")).contextWrite(AtDeadline.within(FOREVER)));
        modem.advance(Duration.ofSeconds(1));
        assertThat(endless.values).hasSize(1);
    }

    @Test
    void allOptionsOfASessionMayBeWithoutALimit() {
        modem.when("AT+A").answersAfter(Duration.ofHours(1), "OK");
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session(AtClient.over(modem)
                .options(AtOptions.builder()
                        .queueWait(FOREVER)
                        .turnIdle(FOREVER)
                        .drain(FOREVER)
                        .probeTimeout(FOREVER)
                        .rawTimeout(FOREVER)
                        .closeTimeout(FOREVER)
                        .build()));
        Got<AtReply> raw = new Got<>(session.exclusive(turn -> turn.send("AT+A")));
        Got<AtReply> late = new Got<>(session.send(AtCommand.of("AT+A")));
        Got<AtReply> drained = new Got<>(session.send("AT+B"));
        modem.advance(Duration.ofHours(1));
        assertThat(raw.values).hasSize(1);
        modem.advance(Duration.ofHours(1));
        late.error(AtTimeoutException.class);
        assertThat(drained.values).hasSize(1);
        Got<Void> closed = new Got<>(session.close());
        assertThat(closed.completed).isTrue();
    }

    @Test
    void whatLetsNothingBeAnsweredIsRefusedByTheCommand() {
        AtCommand<AtReply> command = AtCommand.of("AT+A");
        for (Duration senseless : new Duration[] {Duration.ZERO, LESS, FOREVER.negated(), Duration.ofNanos(999_999)}) {
            assertThatThrownBy(() -> command.timeout(senseless))
                    .isInstanceOf(AtUsageException.class)
                    .hasMessage("AT+A: a time-out of " + senseless + " lets nothing be answered [NOT_SENT]");
            assertThatThrownBy(() -> command.promptTimeout(senseless)).isInstanceOf(AtUsageException.class);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> RetryRule.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> RetryRule.within(LESS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryRule.within(FOREVER).pausing(Duration.ofNanos(999_999)))
                .withMessage("pause between re-sends PT0.000999999S is less than 1 ms");
        assertThat(command.timeout(Duration.ofMillis(1))
                        .retry(RetryRule.times(1).pausing(Duration.ofMillis(1))))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryRule.times(-1))
                .withMessage("-1 re-sends are less than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryRule.times(1).pausing(LESS))
                .withMessage("pause between re-sends PT-0.000000001S is less than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtDeadline.within(LESS))
                .withMessage("deadline PT-0.000000001S is less than 0");
    }

    @Test
    void theDensestRuleWritesEachTwoMilliseconds() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> dense = new Got<>(session.send(AtCommand.of("AT+CSQ")
                .timeout(Duration.ofMillis(1))
                .retry(RetryRule.within(Duration.ofSeconds(5)).pausing(Duration.ofMillis(1)))));
        modem.advance(Duration.ofMillis(4_999));
        assertThat(dense.error(AtTimeoutException.class).attempts()).isEqualTo(2_500);
        assertThat(modem.countOf("AT+CSQ")).isEqualTo(2_500);
    }

    @Test
    void whatMakesNoSenseIsRefusedByTheOptions() {
        AtOptions.Builder options = AtOptions.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> options.queueWait(LESS));
        assertThatIllegalArgumentException().isThrownBy(() -> options.turnIdle(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> options.drain(LESS));
        assertThatIllegalArgumentException().isThrownBy(() -> options.probeTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> options.rawTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> options.closeTimeout(LESS));
        assertThatIllegalArgumentException().isThrownBy(() -> options.liveness(FOREVER));
        assertThatIllegalArgumentException().isThrownBy(() -> options.maxQueue(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.probes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.maxLine(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.maxReplyLines(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.maxReplyBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Poll.of(Duration.ZERO, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Poll.of(Duration.ofSeconds(1), LESS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> L610Profile.builder().textGap(LESS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> L610Profile.builder().dataEntryIdle(LESS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> L610Profile.builder().maxPayload(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profiles.generic().mutate().dataEntryIdle(LESS));
        // Nothing would be written for that time after a lost prompt.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profiles.generic().mutate().dataEntryIdle(FOREVER));
    }

    @Test
    void theConversionSaturates() {
        assertThat(Durations.nanos(FOREVER)).isEqualTo(2_305_843_009_213_693_951L);
        assertThat(Durations.nanos(FOREVER.negated())).isEqualTo(-2_305_843_009_213_693_951L);
        assertThat(Durations.nanos(Duration.ofDays(26_000))).isEqualTo(2_246_400_000_000_000_000L);
        assertThat(Durations.text(FOREVER)).isEqualTo("73 years");
        assertThat(Durations.text(Duration.ofDays(26_000))).isEqualTo("2246400000 s");
    }
}
