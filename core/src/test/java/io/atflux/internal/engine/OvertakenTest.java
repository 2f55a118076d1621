package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.fibocom.L610Profile;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A modem that executes other commands while it searches for networks, as the profile declares: 3 min at most. */
class OvertakenTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void afterTheAnswerToAResendTheFirstAttemptMayStillRunAndEndsNobodyElse() {
        modem.when("AT+COPS=?");
        modem.when("AT+CGATT=1");
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        Got<AtReply> search = new Got<>(session.send(
                AtCommand.of("AT+COPS=?").timeout(Duration.ofSeconds(5)).retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(6));
        modem.prints("+COPS: (2,\"A\")", "OK");
        assertThat(search.values).hasSize(1);
        Got<AtReply> attach = new Got<>(session.send(AtCommand.of("AT+CGATT=1").timeout(Duration.ofSeconds(5))));
        modem.advance(Duration.ofSeconds(100));
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?", "AT+COPS=?");
        modem.prints("+COPS: (2,\"A\")", "OK");
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?", "AT+COPS=?", "AT+CGATT=1");
        assertThat(attach.isEmpty()).isTrue();
        modem.prints("OK");
        assertThat(attach.values).hasSize(1);
    }

    /** Its write may have reached the module after the restart that the banner announces. */
    @Test
    void aCommandThatCrossedTheBannerOfARestartMayStillRun() {
        modem.when("AT+COPS=?");
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        modem.whenProof().answersProof();
        AtSession session = modem.session(
                AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
        modem.advance(Duration.ofSeconds(1));
        Got<AtReply> search = new Got<>(session.send("AT+COPS=?"));
        modem.advance(Duration.ofMillis(3));
        modem.prints("AT command ready");
        modem.advance(Duration.ofSeconds(4));
        assertThat(search.isEmpty()).isFalse();
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(170));
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?");
        modem.prints("+COPS: (2,\"A\")", "OK");
        assertThat(next.values).hasSize(1);
    }

    @Test
    void whatNeverAnswersIsWaitedForUntilItsLimitAfterTheLastWrite() {
        modem.when("AT+COPS=?");
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        new Got<>(session.send(
                AtCommand.of("AT+COPS=?").timeout(Duration.ofSeconds(5)).retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(6));
        modem.prints("+COPS: (2,\"A\")", "OK");
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(179));
        assertThat(modem.countOf(PROOF)).isZero();
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.countOf(PROOF)).isEqualTo(1);
        assertThat(next.values).hasSize(1);
    }
}
