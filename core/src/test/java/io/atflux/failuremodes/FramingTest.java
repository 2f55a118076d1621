package io.atflux.failuremodes;

import static io.atflux.failuremodes.Conversation.mustGive;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.failuremodes.Conversation.Seen;
import io.atflux.line.AtLine;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Failure modes 1 to 14. */
class FramingTest {

    @Test
    @Tag("V.250:5.7.1")
    void case01AFinalResultIsAWholeLineNothingLess() {
        mustGive("AT+X", "\r\nxOK\r\n\r\nOK?\r\n\r\n+X: \"OK\"\r\n\r\nOK\r\n", Seen.ok("xOK", "OK?", "+X: \"OK\""));
        mustGive(
                "AT+X",
                "\r\nNO ERROR\r\n\r\nERROR\r\n",
                new Seen("AT+X: ERROR [REJECTED]", List.of("NO ERROR"), List.of(), List.of()));
    }

    @Test
    void case02ABeginningIsNoFinalResult() {
        mustGive(
                "AT+X",
                "\r\nCONNECT OK\r\n\r\nOKfoo\r\n\r\n+TCMQTTCONN: OK\r\n\r\nOK\r\n",
                Seen.ok("CONNECT OK", "OKfoo", "+TCMQTTCONN: OK"));
    }

    @Test
    void case03BytesBehindAFinalResultAreTheNextFrames() {
        mustGive(
                "AT+X",
                "\r\nOK\r\n\r\nlater\r\n\r\n+U: 1\r\n",
                Seen.ok().urcs("+U: 1").strays("later"));
    }

    @Test
    void case04AResultCodeBehindAFinalInTheSameReadIsDelivered() {
        mustGive("AT+X", "\r\nOK\r\n\r\n+SIM READY\r\n", Seen.ok().urcs("+SIM READY"));
    }

    @Test
    void case05SeveralResultCodesInOneReadAreDeliveredInOrder() {
        mustGive(
                "AT+X",
                "\r\nRING\r\n\r\n+CREG: 1\r\n\r\nRING\r\n\r\nOK\r\n",
                Seen.ok().urcs("RING", "+CREG: 1", "RING"));
    }

    @Test
    @Tag("V.250:5.7")
    void case06ResultCodesThatAreCutAnywhereAreWhole() {
        mustGive(
                "AT+X",
                "\r\n+CREG: 1,\"00A1\",\"00B2\"\r\n\r\nOK\r\n",
                Seen.ok().urcs("+CREG: 1,\"00A1\",\"00B2\""));
    }

    @Test
    void case07LineEndsWithinAMessageBelongToIt() {
        mustGive(
                io.atflux.command.AtCommand.of("AT+X"),
                "\r\n+MQTTMSG: 1,0,t,\"a\r\nOK\nb\"\r\n\r\nOK\r\n",
                Seen.ok().urcs("+MQTTMSG: 1,0,t,\"a\r\nOK\nb\""));
    }

    @Test
    void case08UnescapedQuotesWithinAPayloadDoNotSplitIt() {
        String message = "+MQTTMSG: 1,0,t,\"{\"type\":1,\"s\":\"x\"}\"";
        mustGive("AT+X", "\r\n" + message + "\r\n\r\nOK\r\n", Seen.ok().urcs(message));
    }

    @Test
    void case09AnUnbalancedQuoteEndsWithItsLine() {
        mustGive("AT+X", "\r\n+X: \"open\r\n\r\n+X: 2\r\n\r\nOK\r\n", Seen.ok("+X: \"open", "+X: 2"));
    }

    @Test
    @Tag("V.250:5.2.3")
    void case10OnlyWhatWasSentIsAnEcho() {
        mustGive("AT+X", "AT+X\r\r\nATTENTION\r\nno lead\r\n\r\nOK\r\n", Seen.ok("ATTENTION", "no lead"));
    }

    @Test
    void case11AnyLineEndAndTextErrorsAreUnderstood() {
        mustGive("AT+X", "\r\r\n+X: 1\r\r\n\nOK\n", Seen.ok("+X: 1"));
        mustGive("AT+X", "\nCOMMAND NOT SUPPORT\n", Seen.error("AT+X: COMMAND NOT SUPPORT [REJECTED]"));
        mustGive("AT+X", "\r\nNO RESPONSE!\r\n", Seen.error("AT+X: NO RESPONSE! [REJECTED]"));
    }

    @Test
    void case12NoiseIsDiscardedAndCountedAndTheNextLineIsWhole() {
        mustGive("AT+X", "\0\0\0\r\nTMSG: 1\r\n\r\n+X: 1\r\n\r\nOK\r\n", Seen.ok("TMSG: 1", "+X: 1"));
        ScriptedModem modem = new ScriptedModem();
        AtSession session = Conversation.session(modem);
        modem.printsRaw("\0\0\0\r\nRING\r\n");
        assertThat(session.stats().noiseBytes()).isEqualTo(3);
    }

    @Test
    void case13BytesThatAreNoUtf8AreKept() {
        List<byte[]> bytes = new ArrayList<>();
        ScriptedModem modem = new ScriptedModem();
        Conversation.session(modem).urcs().map(AtLine::toBytes).subscribe(bytes::add);
        modem.printsRaw("\r\n+CUSD: \u00ff\u0080\u00c3\r\n");
        assertThat(bytes.get(0)).endsWith(0xff, 0x80, 0xc3);
    }

    @Test
    @Tag("V.250:5.4.1")
    @Tag("V.250:5.7.2")
    void case14ANameIsFoundOnlyAtTheStartOfALine() {
        mustGive("AT+X", "\r\n+X: +CREG: 1\r\n\r\nsee +CREG: 1\r\n\r\nOK\r\n", Seen.ok("+X: +CREG: 1", "see +CREG: 1"));
    }
}
