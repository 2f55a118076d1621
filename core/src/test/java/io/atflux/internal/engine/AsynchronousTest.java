package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.line.AtLine;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AsynchronousTest {

    private final ScriptedModem modem = new ScriptedModem();

    private static AtCommand<AtReply> publish(String payload) {
        return AtCommand.of(CommandText.of("AT+MQTTPUB=1,\"t\",0,0,\"" + payload + "\""))
                .settledBy(Settlement.by("+MQTTPUB", "1", line -> {
                    if (!line.isNamed("+MQTTPUB") || !line.parameters().is(0, 1)) {
                        return Verdict.NOT_MINE;
                    }
                    return line.parameters().is(1, 1) ? Verdict.SUCCESS : Verdict.FAILURE;
                }))
                .occupying("mqtt-1")
                .timeout(Duration.ofSeconds(60));
    }

    @Test
    void theUrcEndsAnAsynchronousCommandBeforeOrAfterOk() {
        modem.whenPrefix("AT+MQTTPUB")
                .answers("OK")
                .then(Duration.ofSeconds(2), "+MQTTPUB: 1,1")
                .answers("+MQTTPUB: 1,1", "OK");
        AtSession session = modem.session();
        Got<AtReply> first = new Got<>(session.send(publish("a")));
        assertThat(first.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(2));
        assertThat(first.values.get(0).urc()).isEqualTo(AtLine.of("+MQTTPUB: 1,1"));
        Got<AtReply> second = new Got<>(session.send(publish("b")));
        assertThat(second.values).hasSize(1);
    }

    @Test
    void aFailureUrcEndsItAtOnceAndSoDoesError() {
        modem.whenPrefix("AT+MQTTPUB")
                .answers("OK", "+MQTTPUB: 2,1", "+MQTTPUB: 1,0")
                .answers("ERROR");
        AtSession session = modem.session();
        AtRejectedException byUrc = new Got<>(session.send(publish("a"))).error(AtRejectedException.class);
        assertThat(byUrc.getMessage()).endsWith("+MQTTPUB: 1,0 [REJECTED]");
        new Got<>(session.send(publish("b"))).error(AtRejectedException.class);
    }

    @Test
    void strictHoldsTheLineAndInterleavedOnlyTheResource() {
        for (Discipline discipline : Discipline.values()) {
            ScriptedModem scripted = new ScriptedModem();
            scripted.whenPrefix("AT+MQTTPUB").answers("OK").then(Duration.ofSeconds(2), "+MQTTPUB: 1,1");
            scripted.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
            AtSession session = scripted.session(AtClient.over(scripted).discipline(discipline));
            new Got<>(session.send(publish("a")));
            new Got<>(session.send(publish("b")));
            Got<AtReply> csq = new Got<>(session.send("AT+CSQ"));
            assertThat(csq.values).hasSize(discipline == Discipline.STRICT ? 0 : 1);
            assertThat(scripted.countOf("AT+MQTTPUB")).isEqualTo(1);
            scripted.advance(Duration.ofSeconds(4));
            assertThat(csq.values).hasSize(1);
            assertThat(scripted.countOf("AT+MQTTPUB")).isEqualTo(2);
        }
    }

    @Test
    void aCommandsOwnDisciplineRulesOverTheSessions() {
        for (Discipline sessions : Discipline.values()) {
            for (Discipline own : Discipline.values()) {
                ScriptedModem scripted = new ScriptedModem();
                scripted.whenPrefix("AT+MQTTPUB").answers("OK").then(Duration.ofSeconds(2), "+MQTTPUB: 1,1");
                scripted.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
                AtSession session = scripted.session(AtClient.over(scripted).discipline(sessions));
                Got<AtReply> published = new Got<>(session.send(publish("a").discipline(own)));
                Got<AtReply> csq = new Got<>(session.send("AT+CSQ"));
                new Got<>(session.send(publish("b")));
                assertThat(csq.values).hasSize(own == Discipline.STRICT ? 0 : 1);
                assertThat(scripted.countOf("AT+MQTTPUB")).as("its resource").isEqualTo(1);
                scripted.advance(Duration.ofSeconds(2));
                assertThat(published.values).hasSize(1);
                assertThat(csq.values).hasSize(1);
                assertThat(scripted.countOf("AT+MQTTPUB")).isEqualTo(2);
            }
        }
    }

    @Test
    void aReplyDuringAnInterleavedWaitIsItsOwnCommandsAndTheResultCodeIsStillFound() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK");
        modem.when("AT+CSQ").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> published = new Got<>(session.send(publish("a").discipline(Discipline.INTERLEAVED)));
        Got<AtReply> csq = new Got<>(session.send("AT+CSQ"));
        modem.prints("+MQTTPUB: 1,1", "+CSQ: 7,99", "ERROR");
        assertThat(published.values).hasSize(1);
        assertThat(csq.error(AtRejectedException.class).lines()).containsExactly(AtLine.of("+CSQ: 7,99"));
    }

    @Test
    void aLateUrcNeverConfirmsAnotherMessage() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK").answers("OK").then(Duration.ofSeconds(1), "+MQTTPUB: 1,1");
        AtSession session = modem.session();
        Got<AtReply> first = new Got<>(session.send(publish("a")));
        Got<AtReply> second = new Got<>(session.send(publish("b")));
        modem.advance(Duration.ofSeconds(60));
        assertThat(first.error(AtTimeoutException.class).phase()).isEqualTo(Phase.URC);
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(1);
        modem.advance(Duration.ofSeconds(10));
        modem.prints("+MQTTPUB: 1,1");
        assertThat(second.isEmpty()).isTrue();
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(2);
        modem.advance(Duration.ofSeconds(1));
        assertThat(second.values).hasSize(1);
        assertThat(second.values.get(0).possiblyDuplicated()).isFalse();
    }

    @Test
    void aResendMayBeSettledByEitherUrcAndSaysSo() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK").answers("OK");
        Got<AtReply> got =
                new Got<>(modem.session().send(publish("a").retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofSeconds(62));
        modem.prints("+MQTTPUB: 1,1");
        assertThat(got.values.get(0).possiblyDuplicated()).isTrue();
        assertThat(got.values.get(0).attempts()).isEqualTo(2);
    }

    private static AtCommand<AtReply> bearer(int operation, Function<String, Verdict> judge) {
        return AtCommand.of("AT+MIPCALL=" + operation)
                .settledBy(Settlement.by("+MIPCALL", "", line -> judge.apply(line.text())))
                .occupying("bearer")
                .timeout(Duration.ofSeconds(150));
    }

    @Test
    void whatEndsTheResourceNeedsNotWaitForAResultCodeThatIsOwed() {
        modem.when("AT+MIPCALL=1").answers("OK");
        modem.when("AT+MIPCALL=0").answers("OK", "+MIPCALL: 0");
        AtSession session = modem.session();
        Got<AtReply> dial = new Got<>(
                session.send(bearer(1, text -> text.equals("+MIPCALL: 0") ? Verdict.FAILURE : Verdict.SUCCESS)));
        modem.advance(Duration.ofSeconds(150));
        dial.error(AtTimeoutException.class);
        Got<AtReply> release = new Got<>(session.send(AtCommand.of("AT+MIPCALL=0")
                .settledBy(Settlement.by(
                                "+MIPCALL",
                                "",
                                line -> line.text().equals("+MIPCALL: 0") ? Verdict.SUCCESS : Verdict.NOT_MINE)
                        .clearing())
                .occupying("bearer")));
        assertThat(release.values).hasSize(1);
    }

    private static AtCommand<AtReply> close(int client) {
        return AtCommand.of("AT+MQTTCLOSE=" + client)
                .settledBy(Settlement.by("+MQTTCLOSE", "" + client, line -> {
                    boolean bare = line.text().equals("+MQTTCLOSE");
                    boolean mine = bare
                            || (line.isNamed("+MQTTCLOSE") && line.parameters().is(0, client));
                    return mine ? Verdict.SUCCESS : Verdict.NOT_MINE;
                }))
                .occupying("mqtt-" + client)
                .discipline(Discipline.INTERLEAVED)
                .timeout(Duration.ofSeconds(60));
    }

    @Test
    void aResultCodeThatMayBeSeveralOperationsEndsNone() {
        modem.whenPrefix("AT+MQTTCLOSE").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> one = new Got<>(session.send(close(1)));
        Got<AtReply> two = new Got<>(session.send(close(2)));
        modem.prints("+MQTTCLOSE");
        assertThat(one.isEmpty()).isTrue();
        assertThat(two.isEmpty()).isTrue();
        modem.prints("+MQTTCLOSE: 2,1");
        assertThat(one.isEmpty()).isTrue();
        assertThat(two.values).hasSize(1);
        modem.prints("+MQTTCLOSE");
        assertThat(one.values).hasSize(1);
    }

    @Test
    void aDoubledResultCodeFailsNoResendBeforeItsOk() {
        modem.whenPrefix("AT+MQTTPUB")
                .answers("OK", "+MQTTPUB: 1,0")
                .answers("+MQTTPUB: 1,0", "OK")
                .then(Duration.ofSeconds(1), "+MQTTPUB: 1,1");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish("a").retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(2));
        assertThat(got.values).hasSize(1);
        assertThat(modem.sentLines()).hasSize(2);
    }

    @Test
    void aFailureThatIsSaidTwiceBeforeOkIsOneOfTheResend() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK", "+MQTTPUB: 1,0").answers("+MQTTPUB: 1,0", "+MQTTPUB: 1,0", "OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish("a").retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(1));
        assertThat(got.error(AtRejectedException.class).urc()).isEqualTo(AtLine.of("+MQTTPUB: 1,0"));
    }

    @Test
    void progressBelongsToTheOperationAndDoesNotEndIt() {
        modem.when("AT+FETCH").answers("+FETCH: 10", "OK");
        AtSession session = modem.session();
        AtCommand<AtReply> fetch = AtCommand.of("AT+FETCH")
                .settledBy(Settlement.by("+FETCH", "", line -> {
                    if (!line.isNamed("+FETCH")) {
                        return Verdict.NOT_MINE;
                    }
                    return line.parameters().is(0, 100) ? Verdict.SUCCESS : Verdict.PROGRESS;
                }))
                .timeout(Duration.ofSeconds(60));
        Got<AtReply> got = new Got<>(session.send(fetch));
        modem.prints("+FETCH: 50");
        assertThat(got.isEmpty()).isTrue();
        modem.prints("+FETCH: 100");
        assertThat(got.values.get(0).texts()).containsExactly("+FETCH: 10", "+FETCH: 50");
        assertThat(got.values.get(0).urc()).isEqualTo(AtLine.of("+FETCH: 100"));
    }
}
