package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An endless rule with a modem that is slower than the rule. */
class EndlessRuleTest {

    private static final int KEPT = 64;
    private static final int ATTEMPTS = 200;

    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session = modem.session();
    private final List<String> got = new ArrayList<>();

    private void sendsWithoutEnd() {
        modem.when("AT+A=1").staysSilent();
        modem.when("AT+B").answers("+B: 2", "OK");
        modem.whenProof().answersProof();
        session.send(AtCommand.of("AT+A=1")
                        .timeout(Duration.ofSeconds(1))
                        .retry(RetryRule.within(ChronoUnit.FOREVER.getDuration())))
                .subscribe(this::got, lost -> {});
        modem.advance(Duration.ofSeconds(2 * ATTEMPTS).minusMillis(500));
        assertThat(modem.countOf("AT+A=1")).isEqualTo(ATTEMPTS);
    }

    private void got(AtReply reply) {
        got.add(reply.texts() + reply.result().text());
    }

    @Test
    void noMoreThanSoManyAttemptsAreKept() {
        sendsWithoutEnd();
        modem.drops();
        Outstanding left = ((DefaultSession) session).left();
        assertThat(left.seats()).hasSize(KEPT);
        assertThat(left.uncounted()).isTrue();
    }

    @Test
    void itsFirstReplyEndsItWithAllLinesThatCameAcrossTheAttempts() {
        sendsWithoutEnd();
        modem.printsRaw("\r\n+A: 1\r\n");
        modem.advance(Duration.ofSeconds(20));
        modem.printsRaw("+A: 2\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+A: 1, +A: 2]OK");
    }

    @Test
    void afterAsManyRepliesAsAreKeptOnlyAProofLetsTheNextCommandOut() {
        sendsWithoutEnd();
        session.send("AT+B").subscribe(this::got);
        for (int i = 0; i < KEPT; i++) {
            modem.prints("OK");
        }
        assertThat(modem.sentLines()).endsWith(PROOF, "AT+B");
        assertThat(got).containsExactly("[]OK", "[+B: 2]OK");
    }
}
