package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.test.Script;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The vendor guide's reference session as raw commands: any split into reads gives the same replies and result codes. */
class GuideTranscriptTest {

    private record Step(String command, String... printed) {}

    private static final List<Step> SESSION = List.of(
            new Step("AT", "AT command ready", "+SIM READY", "OK"),
            new Step("ATE0", "OK"),
            new Step("AT+GTRAT=6,3,2", "OK"),
            new Step("AT+CPIN?", "+CPIN: READY", "OK"),
            new Step("AT+CIMI?", "+CIMI: 460046616008063", "OK"),
            new Step("AT+CSQ?", "+CSQ: 25,99", "OK"),
            new Step("AT+COPS?", "+COPS: 0,0,\"CHINA MOBILE\",7", "OK"),
            new Step("AT+CGREG?", "+CGREG: 1", "+CGREG: 0,1", "OK"),
            new Step("AT+MIPCALL?", "+MIPCALL: 0", "OK"),
            new Step("AT+MIPCALL=1", "OK", "+MIPCALL: 10.104.48.68"),
            new Step("AT+MIPCALL?", "+MIPCALL: 1,104.48.68", "OK"),
            new Step("AT+MQTTUSER=1,\"g510/test1\",\"LeKH43ojswwzINS15EGImf5JluPkCv9cPnu1DQUxGOk=\"", "OK"),
            new Step("AT+MQTTOPEN=1,\"broker.example\",1883,0,60", "OK", "+MQTTOPEN: 1,1"),
            new Step("AT+MQTTSUB=1,\"test1\",0", "OK", "+MQTTSUB: 1,1"),
            new Step(
                    "AT+MQTTPUB=1,\"test1\",0,0,\"123\"",
                    "OK",
                    "+MQTTPUB: 1,1",
                    "+MQTTMSG: 1, 0, test1, 123\r\nOK\r\n4"),
            new Step("AT+MQTTPUB=1,\"test1\",0,0,5", "OK", "+MQTTPUB: 1,1", "+MQTTMSG: 1, 0, test1, \"123\""),
            new Step("AT+MQTTUNSUB=1,\"test1\"", "OK", "+MQTTUNSUB: 1,1"),
            new Step("AT+MQTTCLOSE=1", "OK", "+MQTTCLOSE: 1,1"));

    private static List<String> events(boolean echo, int piece) {
        ScriptedModem modem = new ScriptedModem().echo(echo).inPiecesOf(piece);
        for (Step step : SESSION) {
            Script script = modem.when(step.command());
            if (isByLength(step)) {
                script.prompts("\r\n> ", 5).then(java.time.Duration.ZERO, step.printed());
            } else {
                script.answers(step.printed());
            }
        }
        AtSession session = modem.session(
                AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
        List<String> events = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urc -> events.add("urc " + urc));
        session.unclassified().map(AtLine::text).subscribe(line -> events.add("stray " + line));
        for (Step step : SESSION) {
            AtCommand<io.atflux.command.AtReply> command = AtCommand.raw(step.command());
            if (isByLength(step)) {
                command = command.payload(Payload.counted("\"123\"".getBytes(StandardCharsets.US_ASCII)));
            }
            session.send(command)
                    .subscribe(
                            reply -> events.add(step.command() + " -> " + reply.texts()
                                    + reply.result().text()),
                            error -> events.add("error " + error));
        }
        return events;
    }

    private static boolean isByLength(Step step) {
        return step.command().endsWith(",5");
    }

    @Test
    void theSameEventsForEveryWayOfCuttingTheBytes() {
        List<String> whole = events(false, Integer.MAX_VALUE);
        assertThat(whole)
                .contains(
                        "urc AT command ready",
                        "urc +SIM READY",
                        "urc +CGREG: 1",
                        "AT+CGREG? -> [+CGREG: 0,1]OK",
                        "AT+MIPCALL? -> [+MIPCALL: 0]OK",
                        "urc +MIPCALL: 10.104.48.68",
                        "urc +MQTTOPEN: 1,1",
                        "urc +MQTTMSG: 1, 0, test1, 123\r\nOK\r\n4",
                        "urc +MQTTMSG: 1, 0, test1, \"123\"",
                        "AT+MQTTCLOSE=1 -> []OK")
                .noneMatch(event -> event.startsWith("stray") || event.startsWith("error"));
        for (int piece = 1; piece < 40; piece++) {
            assertThat(ordered(events(false, piece))).isEqualTo(ordered(whole));
            assertThat(ordered(events(true, piece))).isEqualTo(ordered(whole));
        }
    }

    /** Replies and result codes delivered on another thread keep their order, but not relative to each other. */
    private static List<String> ordered(List<String> events) {
        return System.getProperty("atflux.test.deliver") == null
                ? events
                : Stream.concat(
                                events.stream().filter(event -> event.startsWith("urc")),
                                events.stream().filter(event -> !event.startsWith("urc")))
                        .toList();
    }
}
