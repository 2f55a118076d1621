package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.internal.trace.SecretMask;
import io.atflux.observe.WireEvent;
import io.atflux.profile.StringRule;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** No text for people shows a secret, in any form that the modem repeats; and no word of the library is taken for one. */
class SecretsTest {

    private static final AtCommand<AtReply> PIN = AtCommand.of(
            CommandText.set("AT+CPIN", StringRule.REFUSE).secret("4711").build());

    private final ScriptedModem modem = new ScriptedModem();

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void anErrorTextThatRepeatsItIsMaskedInTheError() {
        modem.when("AT+CPIN=\"4711\"").answers("+CPIN: \"4711\" is wrong", "+CME ERROR: incorrect password 4711");
        AtRejectedException no = new Got<>(modem.session().send(PIN)).error(AtRejectedException.class);
        assertThat(no)
                .hasMessage("AT+CPIN=\"****\": +CME ERROR: incorrect password **** [REJECTED]")
                .hasToString(
                        "io.atflux.error.AtRejectedException: AT+CPIN=\"****\": +CME ERROR: incorrect password ****"
                                + " [REJECTED]");
        assertThat(printed(no)).doesNotContain("4711");
        assertThat(no.result()).isEqualTo(new FinalResult.Cme(null, "incorrect password ****"));
        assertThat(Objects.requireNonNull(no.reply()).toString()).doesNotContain("4711");
        assertThat(no.lines()).hasToString("[+CPIN: \"****\" is wrong]");
        // Programs receive the original text.
        assertThat(no.lines().get(0).text()).isEqualTo("+CPIN: \"4711\" is wrong");
        assertThat(no.lines().get(0).parameters()).hasToString("[STRING]");
    }

    @Test
    void aReplyThatIsPrintedIsMasked() {
        modem.when("AT+CPIN=\"4711\"").answers("+PIN: 4711", "OK");
        AtReply reply = new Got<>(modem.session().send(PIN)).values.get(0);
        assertThat(reply.toString()).contains("+PIN: ****").doesNotContain("4711");
        assertThat(reply.texts()).containsExactly("+PIN: 4711");
    }

    @Test
    void aDecodersFailureIsMaskedWithAllThatGoesWithIt() {
        modem.when("AT+CPIN=\"4711\"").answers("+PIN: 4711", "OK");
        IllegalStateException suppressed = new IllegalStateException("closing 4711");
        AtProtocolException error = new Got<>(modem.session().send(PIN.as(reply -> {
                    IllegalArgumentException thrown = new IllegalArgumentException(
                            "no number: " + reply.texts().get(0),
                            new NumberFormatException("For input string: \"4711\""));
                    thrown.addSuppressed(suppressed);
                    throw thrown;
                })))
                .error(AtProtocolException.class);
        assertThat(error).hasMessage("AT+CPIN=\"****\": the reply makes no sense: no number: +PIN: **** [UNKNOWN]");
        assertThat(printed(error))
                .contains("Caused by: java.lang.IllegalArgumentException: no number: +PIN: ****")
                .contains("Caused by: java.lang.NumberFormatException: For input string: \"****\"")
                .contains("Suppressed: java.lang.IllegalStateException: closing ****")
                .doesNotContain("4711");
    }

    @Test
    void aDecodersFailureWithoutASecretIsTheCauseItself() {
        modem.when("AT+A").answers("OK");
        IllegalStateException thrown = new IllegalStateException("no line");
        AtProtocolException error = new Got<>(
                        modem.session().send(AtCommand.of("AT+A").as(reply -> {
                            throw thrown;
                        })))
                .error(AtProtocolException.class);
        assertThat(error).hasCause(thrown);
    }

    @Test
    void anEarlierAttemptsFailureIsMaskedToo() {
        modem.when("AT+CPIN=\"4711\"").staysSilent().answers("+CME ERROR: not 4711");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(PIN.retry(io.atflux.command.RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(10));
        assertThat(printed(got.error(AtRejectedException.class)))
                .contains("Suppressed: io.atflux.error.AtTimeoutException")
                .doesNotContain("4711");
    }

    @Test
    void linesAndEventsAreMaskedWhereTheyArePrinted() {
        modem.when("AT+CPIN=\"4711\"").staysSilent();
        AtSession session = modem.session();
        List<Object> all = new ArrayList<>();
        session.urcs().subscribe(all::add);
        session.unclassified().subscribe(all::add);
        session.events()
                .filter(event -> !(event instanceof SessionEvent.StateChanged))
                .subscribe(all::add);
        new Got<>(session.send(PIN)).errors.forEach(all::add);
        modem.advance(Duration.ofSeconds(1));
        modem.prints("+CME ERROR: 4711", "+X: \"4711\"", "4711 and no name");
        assertThat(all).hasSize(3);
        assertThat(all.toString()).doesNotContain("4711");
        assertThat(all.get(1)).hasToString("+X: \"****\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AT+CPIN=\"47?1\"     | AT+CPIN=\"****\"",
                "AT+CPIN=\"4#?1\"     | AT+CPIN=\"****\"",
                "AT+CPIN=\"711\"      | AT+CPIN=\"***\"",
                "AT+CPIN=\"44711\"    | AT+CPIN=\"*****\"",
                "xAT+CPIN=\"4?11\"    | **************\"",
                "AT+C?IN=\"47?1\"     | AT+C*********\"",
                "+CPIN: READY           | +CPIN: READY",
                "+CSQ: 47,1             | +CSQ: 47,1",
                "AT+CSQ                 | AT+CSQ",
                "OK                     | OK"
            })
    void aDamagedEchoTellsNothingOfAShortSecret(String line, String shown) {
        SecretMask mask = new SecretMask();
        mask.add(PIN.text());
        assertThat(mask.mask(line)).isEqualTo(shown);
    }

    @Test
    void aDamagedEchoIsMaskedInTheRecordingAndTheLog() {
        modem.when("AT+CPIN=\"4711\"").answersRaw("AT+CPIN=\"47?1\"\r\r\n+CME ERROR: 16\r\n");
        List<String> recorded = new ArrayList<>();
        try (WireLogged log = WireLogged.on()) {
            AtSession session =
                    modem.session(AtClient.over(modem).recordTo((WireEvent event) -> recorded.add(event.format())));
            new Got<>(session.send(PIN));
            assertThat(log.lines().toString()).contains("AT+CPIN=\"****\"").doesNotContain("47?1");
        }
        assertThat(recorded).hasSize(2);
        assertThat(recorded.get(1)).endsWith("< AT+CPIN=\"****\"\\r\\r\\n+CME ERROR: 16\\r\\n");
    }

    @Test
    void noneOfManySecretsIsForgottenWhileItsEchoMayCome() {
        modem.whenPrefix("AT+K").answers("OK");
        AtSession session = modem.session();
        List<Object> late = new ArrayList<>();
        session.unclassified().subscribe(late::add);
        for (int i = 0; i < 1_000; i++) {
            new Got<>(session.send(AtCommand.of(CommandText.set("AT+K", StringRule.REFUSE)
                    .secret(unlikeOthers(i))
                    .build())));
        }
        modem.printsRaw("\r\nK=\"" + unlikeOthers(0) + "\"\r\n");
        assertThat(late).hasSize(1);
        assertThat(late.get(0)).hasToString("K=\"" + "*".repeat(unlikeOthers(0).length()) + "\"");
    }

    /** A secret that shares no four consecutive characters with another, which would mask it too. */
    private static String unlikeOthers(int number) {
        return Long.toString(1_000_000_000_039L + number * 2_654_435_761L * 40_503L, 36);
    }

    @Test
    void aSecretOfOneLetterHidesNoWordsOfOursAndOnlyItselfInTheLines() {
        SecretMask mask = new SecretMask();
        mask.add(List.of("p"));
        assertThat(mask.mask("+CME ERROR: operation not supported")).isEqualTo("+CME ERROR: operation not supported");
        assertThat(mask.mask("wrong password p, try \"p\"")).isEqualTo("wrong password *, try \"*\"");
        AtCommand<AtReply> letter = AtCommand.of(
                CommandText.set("AT+P", StringRule.REFUSE).secret("p").build());
        modem.when("AT+P=\"p\"").staysSilent();
        try (WireLogged log = WireLogged.on()) {
            Got<AtReply> got = new Got<>(modem.session().send(letter));
            modem.advance(Duration.ofSeconds(1));
            got.error(AtTimeoutException.class);
            assertThat(log.lines())
                    .anyMatch(line -> line.endsWith("-- AT+P=\"*\": no final result within 1 s;"
                            + " not one byte came since the line was opened [UNKNOWN]"));
        }
        Got<AtReply> lost = new Got<>(modem.session().send(letter));
        modem.drops();
        assertThat(lost.error(AtException.class)).hasMessageContaining("the connection was lost");
    }

    @Test
    void aRawCommandWithoutAProfileShowsNoParameter() {
        assertThat(AtCommand.raw("AT+CPIN=\"4711\"")).hasToString("AT+CPIN=\"****\"");
        assertThat(AtCommand.raw("ATE0+MQTTUSER=1,user,\"pw\";+CSQ")).hasToString("ATE0+MQTTUSER=*,****,\"**\";****");
        assertThat(AtCommand.raw("AT+CSQ?")).hasToString("AT+CSQ?");
        assertThat(AtCommand.raw("AT+COPS=?")).hasToString("AT+COPS=?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AT+CPIN=\"4711",
                "AT+CPIN=4711\"",
                "AT+X=\"a;+CPIN=\"4711\"",
                "ATE0+CPIN=\"4711",
                "AT+CSQ;+CPIN=\"4711;"
            })
    void aQuoteThatIsNotClosedHidesNoSecretFromTheSession(String line) {
        modem.whenPrefix("AT").answers("+CME ERROR: incorrect password 4711");
        List<String> recorded = new ArrayList<>();
        AtSession session = modem.session(AtClient.over(modem).recordTo(event -> recorded.add(event.format())));
        try (WireLogged log = WireLogged.on()) {
            AtRejectedException no = new Got<>(session.send(line)).error(AtRejectedException.class);
            assertThat(printed(no)).doesNotContain("4711");
            assertThat(log.lines().toString()).doesNotContain("4711");
        }
        assertThat(recorded).hasSize(2);
        assertThat(recorded.toString()).doesNotContain("4711");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "atflux.test.deliver",
            matches = ".+",
            disabledReason = "this one reaches into the channel from the test's thread")
    void thePasswordPMasksNoWordOfTheJvms() {
        Channel[] channel = new Channel[1];
        AtTransport transport = new AtTransport() {
            @Override
            public Mono<Channel> connect(ChannelHandler handler) {
                return modem.connect(handler).doOnNext(opened -> channel[0] = opened);
            }

            @Override
            public String describe() {
                return "peer";
            }

            @Override
            public Scheduler timer() {
                return modem.timer();
            }
        };
        modem.whenPrefix("AT+P").staysSilent();
        AtSession session =
                Objects.requireNonNull(AtClient.over(transport).connect().block());
        Got<AtReply> got = new Got<>(session.send(AtCommand.of(
                CommandText.set("AT+P", StringRule.REFUSE).secret("p").build())));
        channel[0].pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        assertThat(printed(got.error(AtException.class)))
                .contains("reset by peer")
                .contains("AT+P=\"*\"");
    }

    @Test
    @Tag("V.250:5.4.5.2")
    void basicCommandsInFrontHideNoSecretFromTheSession() {
        modem.whenPrefix("ATE0").answers("+CME ERROR: wrong 4711");
        AtRejectedException no = new Got<>(modem.session().send("ATE0+CPIN=\"4711\"")).error(AtRejectedException.class);
        assertThat(no).hasMessage("ATE0+CPIN=\"****\": +CME ERROR: wrong **** [REJECTED]");
        assertThat(CommandText.of("ATE0V1+CPIN=\"4711\";+CSQ").parts())
                .extracting(CommandText.Part::name)
                .containsExactly("", "+CPIN", "+CSQ");
        assertThat(CommandText.of("ATD+4930123;").parts())
                .extracting(CommandText.Part::name)
                .containsExactly("", "");
    }
}
