package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The record of a command's attempts, and the decision whether another one follows. */
class AttemptHistoryTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AttemptHistory history = new AttemptHistory();

    private static AtException timeout() {
        return new AtTimeoutException("AT+A", Phase.FINAL, SECOND, Outcome.UNKNOWN);
    }

    private AtException refused(int code, @Nullable AtLine urc) {
        AtReply reply = history.reply(new FinalResult.Cme(code, null), List.of(), urc, 0);
        return new AtRejectedException("AT+A", reply, urc, null);
    }

    @Test
    void theReplyToTheOnlyAttemptIsNoDoubtfulOneHoweverLateItIs() {
        history.written(0);
        history.failed(timeout(), false);
        AtReply late = history.reply(FinalResult.OK, List.of(), null, 5);
        assertThat(late.attempts()).isEqualTo(1);
        assertThat(late.possiblyDuplicated()).isFalse();
        history.written(7);
        AtReply second = history.reply(FinalResult.OK, List.of(), null, 9);
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.possiblyDuplicated()).isTrue();
        assertThat(second.elapsed()).isEqualTo(Duration.ofNanos(9));
    }

    /** The second refusal arrives while the re-send waits. */
    @Test
    void aRefusalThatComesTwiceTakesNoDoubtFromALaterAttempt() {
        history.written(0);
        history.failed(refused(3, null), false);
        history.failed(refused(3, null), true);
        history.written(1);
        history.failed(timeout(), false);
        history.written(2);
        AtException last = refused(3, null);
        history.failed(last, false);
        assertThat(history.outcome(false)).isEqualTo(Outcome.UNKNOWN);
        assertThat(history.honest(last).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theLateAnswerOfADoubtfulAttemptSettlesWhatBecameOfIt() {
        history.written(0);
        history.failed(timeout(), false);
        assertThat(history.outcome(false)).isEqualTo(Outcome.UNKNOWN);
        AtException late = refused(3, null);
        history.failed(late, true);
        assertThat(history.outcome(false)).isEqualTo(Outcome.REJECTED);
        assertThat(history.honest(late)).isSameAs(late);
    }

    @Test
    void onlyTheVeryResultCodeOfTheFailureIsTheSameOneAgain() {
        AtLine code = AtLine.of("+A: 1,3");
        history.written(0);
        assertThat(history.isDoubled(code)).isFalse();
        history.failed(refused(3, code), false);
        assertThat(history.isDoubled(AtLine.of("+A: 1,3"))).isTrue();
        assertThat(history.isDoubled(AtLine.of("+A: 1,4"))).isFalse();
        history.failed(timeout(), false);
        assertThat(history.isDoubled(code)).isFalse();
    }

    private boolean mayChange(AtCommand<?> command) {
        return new Resending(
                        command.spec(),
                        AtProfile.builder("test").neverRetryOn(16).build())
                .mayChange(history, 0);
    }

    @Test
    void aNumberOfTheProfilesOrTheCommandsOwnEndsTheRuleAndNoOther() {
        AtCommand<?> command = AtCommand.of("AT+A").neverRetryOn(5, 7);
        history.written(0);
        history.failed(refused(3, null), false);
        assertThat(mayChange(command)).isTrue();
        for (int permanent : new int[] {5, 7, 16}) {
            history.failed(refused(permanent, null), false);
            assertThat(mayChange(command)).isFalse();
        }
    }
}
