package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.uplink.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Name look-ups and sockets, byte by byte. */
class SocketTest {

    private static final String OK = "\r\nOK\r\n";
    private static final String OPEN = "AT+MIPOPEN=1,,\"broker\",1883,0";

    @Test
    void aSocketIsOpenedListedAndClosed() {
        TestLine line = TestLine.quick()
                .numbered()
                .online()
                .ask("AT+MIPOPEN?", "\r\n+MIPOPEN: 1,2,3,4,5,6\r\n" + OK)
                .ask("AT+MIPCLOSE?", "\r\n+MIPCLOSE: 0\r\n" + OK)
                .ask(OPEN, OK + "\r\n+MIPOPEN: 1,1\r\n")
                .ask("AT+MIPOPEN?", "\r\n+MIPOPEN: 2,3,4,5,6\r\n" + OK)
                .ask("AT+MIPCLOSE?", "\r\n+MIPCLOSE: 1\r\n" + OK)
                .ask(OPEN, "\r\n+CME ERROR: 912\r\n");
        assertThat(line.network().sockets()).containsExactly("broker:1883");
        assertThat(line.network().openSockets()).isEqualTo(1);
        line.ask("AT+MIPCLOSE=1", OK + "\r\n+MIPCLOSE: 1,0\r\n")
                .ask("AT+MIPCLOSE=1", "\r\n+CME ERROR: 913\r\n")
                .ask("AT+MIPOPEN?", "\r\n+MIPOPEN: 1,2,3,4,5,6\r\n" + OK);
        assertThat(line.network().openSockets()).isZero();
    }

    @Test
    void thereIsNoneWithoutABearerNorForAnythingButTcp() {
        TestLine.quick()
                .numbered()
                .ask("AT+MIPDNS=\"broker\",0", "\r\n+CME ERROR: 901\r\n")
                .ask(OPEN, "\r\n+CME ERROR: 901\r\n")
                .online()
                .ask("AT+MIPOPEN=1,,\"broker\",1883,1", "\r\n+CME ERROR: 4\r\n")
                .ask("AT+MIPOPEN=7,,\"broker\",1883,0", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+MIPOPEN=1,,\"broker\",0,0", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+MIPDNS=\"\",0", "\r\n+CME ERROR: 53\r\n");
    }

    @Test
    void theNetworkSaysWhetherThereIsSuchANameAndWhetherItAnswers() {
        TestLine line = TestLine.quick().online();
        line.network().refuseNext(new Refusal(Refusal.Kind.NAME, 0, "no such name"));
        line.ask("AT+MIPDNS=\"broker\",0", "\r\nERROR\r\n").ask(OPEN, OK + "\r\n+MIPOPEN: 1,0\r\n");

        line = TestLine.quick().online();
        line.network().refuseNext(new Refusal(Refusal.Kind.NETWORK, 0, "refused"));
        line.ask("AT+MIPDNS=\"broker\"", OK + "\r\n+MIPDNS: \"broker\",192.0.2.10\r\n")
                .ask(OPEN, OK + "\r\n+MIPOPEN: 1,0\r\n");

        line = TestLine.quick().online();
        line.network().refuseNext(new Refusal(Refusal.Kind.BROKER, 4, "bad password"));
        line.ask(OPEN, OK + "\r\n+MIPOPEN: 1,1\r\n")
                .ask("AT+MQTTOPEN=1,\"broker\",1883,1,60", OK + "\r\n+MQTTOPEN: 1,0\r\n");
    }

    @Test
    void aRefusalTakesARealModulesTimeAndSwallowedBytesTheLimit() {
        TestLine refused = TestLine.quick("tcp=refused", "refusal-time=1400").online();
        refused.ask(OPEN, OK).within(1_399, "").within(1, "\r\n+MIPOPEN: 1,0\r\n");
        TestLine swallowed = TestLine.quick("tcp=unreachable").online();
        swallowed.ask(OPEN, OK).within(59_999, "").within(1, "\r\n+MIPOPEN: 1,0\r\n");
    }

    @Test
    void theOtherSideOrTheBearerEndsIt() {
        TestLine line = TestLine.quick().online().ask(OPEN, OK + "\r\n+MIPOPEN: 1,1\r\n");
        line.network().loseSockets();
        line.printed("\r\n+MIPSTAT: 1,2\r\n").ask(OPEN, OK + "\r\n+MIPOPEN: 1,1\r\n");
        line.ask("AT+MIPCALL=0", OK + "\r\n+MIPCALL: 0\r\n\r\n+MIPSTAT: 1,1\r\n");
        assertThat(line.network().openSockets()).isZero();
    }

    @Test
    void aForcedEndOfAnOpenForWantOfTcpIsASocketsToo() {
        TestLine.quick("open=refused").online().ask(OPEN, OK + "\r\n+MIPOPEN: 1,0\r\n");
        TestLine.quick("open=code4").online().ask(OPEN, OK + "\r\n+MIPOPEN: 1,1\r\n");
    }

    @Test
    void aSocketEndsWithThePower() {
        TestLine line = TestLine.quick().online().ask(OPEN, OK + "\r\n+MIPOPEN: 1,1\r\n");
        line.modem().powerCycle();
        line.after(Duration.ofSeconds(1));
        assertThat(line.network().openSockets()).isZero();
    }
}
