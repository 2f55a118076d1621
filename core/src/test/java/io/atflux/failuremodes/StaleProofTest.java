package io.atflux.failuremodes;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Only the answer to the last write proves that a modem is in step, and no line that only looks like it. */
class StaleProofTest {

    private final BusyModem busy = new BusyModem();
    private final ScriptedModem modem = busy.modem;
    private final List<String> got = new ArrayList<>();

    private void send(String name, Mono<AtReply> mono) {
        mono.subscribe(
                reply -> got.add(name + " " + reply.texts() + reply.result().text()),
                error -> got.add(name + " " + error.getMessage()));
    }

    /** Each word is answered when the next one has been sent already. */
    @ParameterizedTest
    @ValueSource(longs = {92, 100, 160})
    void aModuleWhoseWordsTakeMoreThanASecondIsFoundInStep(long query) {
        V250Modem slow = new V250Modem();
        slow.echo = false;
        slow.queryTime = query;
        AtSession session = slow.line.session();
        session.resynchronise()
                .subscribe(none -> {}, failed -> got.add("" + failed.getMessage()), () -> got.add("in step"));
        for (int i = 0; i < 600; i++) {
            slow.line.advance(Duration.ofMillis(10));
        }
        assertThat(got).containsExactly("in step");
        assertThat(slow.log).hasSize(2);
    }

    @Test
    void whatEarlierSessionsWereNotAnsweredProvesNothingToTheSixth() {
        busy.answers("AT+COPS=?", "\r\n+COPS: (2,\"China Mobile\",\"CMCC\",\"46000\",7)\r\n\r\nOK\r\n")
                .answers("AT+CGATT=1", "\r\n+CME ERROR: 30\r\n")
                .answers("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
        List<AtSession> sessions = new ArrayList<>();
        busy.client()
                .sessions(Backoff.builder()
                        .waits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1))
                        .jitter(0)
                        .build())
                .subscribe(sessions::add);
        send("search", sessions.get(0).send(AtCommand.raw("AT+COPS=?").timeout(Duration.ofSeconds(5))));
        for (int i = 1; i < 6; i++) {
            send("of session " + i, sessions.get(sessions.size() - 1).send("AT+CSQ"));
            modem.advance(Duration.ofSeconds(60));
            if (modem.isOpen()) {
                modem.drops();
            }
            modem.advance(Duration.ofSeconds(1));
        }
        assertThat(sessions).hasSize(6);
        assertThat(modem.countOf(PROOF)).isGreaterThan(1);
        got.clear();
        AtSession sixth = sessions.get(5);
        send("attach", sixth.send("AT+CGATT=1"));
        send("pin", sixth.send("AT+CPIN?"));
        modem.advance(Duration.ofSeconds(40));
        busy.catchesUp();
        assertThat(got).hasSize(2);
        assertThat(got.get(0)).startsWith("attach ").contains("+CME ERROR: 30");
        assertThat(got.get(1)).isEqualTo("pin [+CPIN: READY]OK");
    }

    @Test
    void aPromptWhileTheThirdProbeIsOutLeavesTheFirstTwoAnswersToNobody() {
        busy.answers("AT+CSQ", "\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        AtSession session = modem.session(busy.client());
        send(
                "put",
                session.send(AtCommand.of("AT+PUT=5")
                        .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
                        .timeout(Duration.ofSeconds(1))));
        send("csq", session.send("AT+CSQ"));
        while (modem.countOf(PROOF) < 3) {
            modem.advance(Duration.ofMillis(100));
        }
        modem.printsRaw("\r\n> ");
        modem.prints("ERROR");
        busy.answersOne();
        busy.answersOne();
        busy.answersOne();
        assertThat(got).hasSize(1);
        assertThat(modem.sentLines()).doesNotContain("AT+CSQ");
        busy.catchesUp();
        modem.advance(Duration.ofSeconds(40));
        busy.catchesUp();
        assertThat(got).hasSize(2).endsWith("csq [+CSQ: 20,99]OK");
    }

    /** A compound command, a listing, a late single read, a boot notice before another command's OK. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n+CSQ: 20,99\r\n\r\n+CMEE: 2\r\n\r\nOK\r\n",
                "\r\nE0 Q0 V1 X4 &C1 &D2\r\n+CMEE: 2\r\n+CFUN: 1\r\n+IPR: 115200\r\n\r\nOK\r\n",
                "\r\n+CMEE: 2\r\n\r\nOK\r\n",
                "\r\n+CFUN: 1\r\n\r\nOK\r\n",
                "\r\n+CFUN: 1\r\n\r\n+CMEE: 2\r\n\r\n+IPR: 115200\r\n\r\n+CGSN: 1\r\n\r\nOK\r\n",
                "\r\nOK\r\n"
            })
    void linesOfThatNameAreNoProof(String late) {
        ScriptedModem slow = new ScriptedModem();
        slow.when("AT+CSQ;+CMEE?").staysSilent();
        slow.whenProof().answersProofAfter(Duration.ofMillis(900));
        slow.when("AT+CGATT=1").answers("+CME ERROR: 30");
        AtSession session = slow.session(AtClient.over(slow));
        send("owed", session.send(AtCommand.raw("AT+CSQ;+CMEE?").timeout(Duration.ofSeconds(1))));
        send("next", session.send("AT+CGATT=1"));
        while (slow.countOf(PROOF) == 0) {
            slow.advance(Duration.ofMillis(100));
        }
        slow.printsRaw(late);
        assertThat(slow.sentLines()).containsExactly("AT+CSQ;+CMEE?", PROOF);
        slow.advance(Duration.ofSeconds(1));
        assertThat(slow.sentLines()).containsExactly("AT+CSQ;+CMEE?", PROOF, "AT+CGATT=1");
        assertThat(got).hasSize(2);
        assertThat(got.get(1)).startsWith("next ").contains("+CME ERROR: 30");
    }

    /** The modem accepts neither rows nor the register, only single reads. */
    @Test
    void aLinePrintedUnaskedWhileItsReadIsOutIsNoProofWhileAnotherReplyIsOwed() {
        ScriptedModem plain = new ScriptedModem();
        plain.when("AT+OLD").staysSilent();
        plain.when("AT+CGATT=1").answers("+CME ERROR: 30");
        for (String read : List.of("AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?")) {
            plain.when(read).staysSilent();
        }
        AtSession session = plain.session(AtClient.over(plain));
        send("owed", session.send(AtCommand.raw("AT+OLD").timeout(Duration.ofSeconds(1))));
        send("next", session.send("AT+CGATT=1"));
        while (!plain.sentLines().contains("AT+CFUN?")) {
            plain.advance(Duration.ofMillis(100));
        }
        plain.prints("+CFUN: 1");
        plain.prints("OK");
        assertThat(plain.sentLines()).doesNotContain("AT+CGATT=1");
    }
}
