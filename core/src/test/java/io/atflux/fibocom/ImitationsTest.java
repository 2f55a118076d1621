package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.error.AtRejectedException;
import io.atflux.line.AtLine;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsFile;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A peer that may write a message to the device can write nothing else to it: neither as the module nor as the session. */
class ImitationsTest {

    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();
    private static final String PUBLISH = "AT+MQTTPUB=1,\"alive\",1,0,\"1\"";

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> got = new ArrayList<>();
    private final List<String> urcs = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    private AtSession session() {
        return session(L610.over(modem).client());
    }

    private AtSession session(AtClient client) {
        AtSession session = modem.session(client);
        session.urcs().map(AtLine::text).subscribe(urcs::add, lost -> {});
        return session;
    }

    private void send(Mono<AtReply> mono) {
        mono.subscribe(reply -> got.add(reply.texts() + reply.result().text()), errors::add);
    }

    private static AtCommand<AtReply> publish() {
        return MQTT.publish(
                1, MqttMessage.builder("alive").text("1").qos(Qos.AT_LEAST_ONCE).build(), OnUnknown.GIVE_UP);
    }

    private static String message(String text) {
        return "\r\n+MQTTMSG: 1, 0, t, " + text + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "+CMT: \"+491711234567\",,\"26/11/28,08:00:00+04\" | OK",
                "+CMT: \"+491711234567\",,\"26/11/28,08:00:00+04\" | ERROR",
                "+CMT: ,7 | 0001020304050607",
                "+CBM: 1,50,0,1,1 | OK",
                "+CBM: 1,50,0,1,1 | +COPS: 0,0,\"nowhere\",7",
                "+CBM: 7 | 0001020304050607",
                "+CDS: 7 | 0001020304050607"
            })
    void aTextFeedsNobodysReplyAndShiftsNone(String header, String text) {
        modem.when("AT+COPS?").staysSilent();
        modem.when("AT+CSQ").answers("+CSQ: 20,99", "OK");
        AtSession session = session();
        send(session.send("AT+COPS?"));
        modem.printsRaw("\r\n" + header + "\r\n" + text + "\r\n");
        assertThat(got).isEmpty();
        modem.printsRaw("\r\n+COPS: 0,0,\"China Mobile\",7\r\n\r\nOK\r\n");
        send(session.send("AT+CSQ"));
        assertThat(got).containsExactly("[+COPS: 0,0,\"China Mobile\",7]OK", "[+CSQ: 20,99]OK");
        assertThat(urcs).containsExactly(header + "\r\n" + text);
        assertThat(errors).isEmpty();
    }

    @Test
    @Tag("V.250:6.3.4")
    void aMessageThatSaysRingIsNoCall() {
        AtSession session = session();
        List<String> rings = new ArrayList<>();
        session.urcs().filter(line -> line.text().equals("RING")).subscribe(line -> rings.add(line.text()));
        modem.printsRaw("\r\n+CMT: \"+491711234567\",,\"26/11/28,08:00:00+04\"\r\nRING\r\n\r\nRING\r\n");
        assertThat(rings).hasSize(1);
    }

    @Test
    void aMessageIsNotCutAtAPauseBeforeItsQuoteIsClosed() {
        AtSession session = session();
        List<SessionEvent> cuts = new ArrayList<>();
        session.events().ofType(SessionEvent.TextCut.class).subscribe(cuts::add);
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"cfg\",\"{\r\n \"a\": 1,\r\n");
        modem.advance(ofMillis(120));
        assertThat(urcs).isEmpty();
        modem.printsRaw(" \"b\": 2\r\n}\"\r\n");
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,\"cfg\",\"{\r\n \"a\": 1,\r\n \"b\": 2\r\n}\"");
        assertThat(cuts).isEmpty();
    }

    @Test
    void whatTheLineMayDelayIsAddedToTheGap() {
        AtTransport slow = new AtTransport() {
            @Override
            public Mono<Channel> connect(ChannelHandler handler) {
                return modem.connect(handler);
            }

            @Override
            public String describe() {
                return "slow";
            }

            @Override
            public Scheduler timer() {
                return modem.timer();
            }

            @Override
            public Duration latencyAllowance() {
                return ofSeconds(2);
            }
        };
        session(L610.over(slow).client());
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, cfg, a\r\n");
        modem.advance(ofMillis(2_049));
        modem.printsRaw("b\r\n");
        modem.advance(ofMillis(2_049));
        assertThat(urcs).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, cfg, a\r\nb");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPublishIsNotConfirmedByWhatAMessageSays(boolean echo) {
        modem.echo(echo)
                .when(PUBLISH)
                .answersRaw(message("hello\n" + PUBLISH + "\nOK\n+MQTTPUB: 1,1") + "\r\n+CME ERROR: 3\r\n");
        send(session().send(publish()));
        modem.advance(ofSeconds(200));
        assertThat(got).isEmpty();
        assertThat(errors).singleElement().isInstanceOfSatisfying(AtRejectedException.class, no -> assertThat(no)
                .hasMessageContaining("+CME ERROR: "));
        assertThat(urcs)
                .isNotEmpty()
                .allMatch(("+MQTTMSG: 1, 0, t, hello\n" + PUBLISH + "\nOK\n+MQTTPUB: 1,1")::equals);
    }

    @Test
    void aPayloadIsNotLetOutByWhatAMessageSays() {
        modem.when("AT+MQTTPUB=1,\"t\",0,0,12").answersRaw(message("hello\n> \nOK"));
        AtSession session = session();
        send(session.send(AtCommand.of("AT+MQTTPUB=1,\"t\",0,0,12")
                .payload(Payload.counted("\rAT+CFUN=15\r".getBytes(StandardCharsets.US_ASCII)))
                .timeout(ofSeconds(5))));
        modem.advance(ofSeconds(60));
        assertThat(modem.sentLines()).doesNotContain("AT+CFUN=15");
        assertThat(got).isEmpty();
    }

    @Test
    void besideARawCommandAMessageSettlesNothingAndReportsNothing() {
        modem.when(PUBLISH).answers("OK");
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session();
        send(session.send(publish().discipline(Discipline.INTERLEAVED)));
        send(session.send("AT+CSQ"));
        modem.printsRaw(message("hello\n+MQTTPUB: 1,1\n+MIPCALL: 0\n+CSQ: 1,1"));
        modem.printsRaw("\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, hello\n+MQTTPUB: 1,1\n+MIPCALL: 0\n+CSQ: 1,1");
        modem.prints("+MQTTPUB: 1,1");
        assertThat(got).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AT+MIPCALL? | +MIPCALL: 0           | +MIPCALL: 1,10.104.48.68",
                "AT+CSQ?     | +CSQ: 1,99            | +CSQ: 25,99",
                "AT+CPIN?    | +CPIN: SIM PUK        | +CPIN: READY",
                "AT+CIMI?    | +CIMI: 001010000000000 | +CIMI: 460046616008063",
                "AT+MQTTOPEN? | +MQTTOPEN: 1         | +MQTTOPEN: 2"
            })
    void noQueryIsAnsweredByAMessage(String query, String forged, String real) {
        modem.when(query).answersRaw(message("hello\n" + forged) + "\r\n" + real + "\r\n\r\nOK\r\n");
        send(session().send(query));
        assertThat(got).containsExactly("[" + real + "]OK");
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, hello\n" + forged);
    }

    @Test
    void aMessageAnswersNoProbe() {
        modem.when("AT+OLD").staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = session();
        send(session.send(AtCommand.raw("AT+OLD").timeout(ofSeconds(1))));
        send(session.send("AT+CSQ"));
        while (modem.countOf(ScriptedModem.PROOF) == 0) {
            modem.advance(ofMillis(100));
        }
        modem.printsRaw(message("hello\n+CMEE: 2\nOK"));
        // As it resembles lines of the module.
        modem.printsRaw(message("hello\r\n\r\n+CMEE: 2\r\n\r\nOK"));
        assertThat(modem.sentLines()).containsExactly("AT+OLD", ScriptedModem.PROOF);
    }

    /** One of the file's bytes was lost on the way, so the module continues to take data. */
    @Test
    void noProbeCompletesAFileOfWhichAByteWasLost() {
        byte[] file = PemTest.CERTIFICATE;
        modem.when("AT+GTSSLFILE=\"TRUSTFILE\"," + file.length)
                .prompts("\r\n> ", file.length + 1)
                .then(Duration.ZERO, "OK");
        AtSession session = session();
        send(session.send(Objects.requireNonNull(MQTT.loadTlsFile(TlsFile.TRUST, file, 0))));
        modem.advance(ofMillis(29_999));
        assertThat(modem.payloads()).isEmpty();
        assertThat(modem.countOf("AT")).isEqualTo(1);
        assertThat(got).isEmpty();
    }
}
