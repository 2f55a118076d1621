package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.memory.MemoryLine;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The latencies of a real module, on virtual time. */
class TimingTest {

    private static final String OPEN = "AT+MQTTOPEN=1,\"broker\",1883,1,60";

    @Test
    void simpleCommandsTakeFiveMilliseconds() {
        TestLine.real().send("AT+CSQ").within(4, "").within(1, "\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
    }

    @Test
    void theProbeTakesTwoMilliseconds() {
        TestLine.real().send("AT").within(1, "").within(1, "\r\nOK\r\n");
    }

    @Test
    void dialAnswersOkAtOnceAndTheAddressOneSecondLater() {
        TestLine line = TestLine.real().send("AT+MIPCALL=1").within(9, "").within(1, "\r\nOK\r\n");
        line.send("AT+MIPCALL?").within(10, "\r\n+MIPCALL: 2\r\n\r\nOK\r\n");
        line.within(989, "").within(1, "\r\n+MIPCALL: 10.104.48.68\r\n");
    }

    @Test
    void openThinksBeforeItsOk() {
        TestLine line = TestLine.real("bearer=up");
        line.send(OPEN).within(99, "").within(1, "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
    }

    @Test
    void refusalTakesItsTime() {
        TestLine line = TestLine.real("bearer=up");
        line.network().refuseNext(new Refusal(Refusal.Kind.BROKER, 5, "not authorised"));
        line.send(OPEN).within(100, "\r\nOK\r\n").within(1_399, "").within(1, "\r\n+MQTTOPEN: 1,0\r\n");
    }

    @Test
    void openGivesUpAfterAMinute() {
        TestLine line = TestLine.real("bearer=up");
        line.network().holdNext();
        line.send(OPEN).within(100, "\r\nOK\r\n").within(59_999, "").within(1, "\r\n+MQTTOPEN: 1,0\r\n");
        line.send(OPEN).within(100, "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
    }

    @Test
    void dialGivesUpAfterTwoMinutesWithoutNetwork() {
        TestLine line = TestLine.real("registration=2");
        line.send("AT+MIPCALL=1").within(10, "\r\nOK\r\n").within(119_999, "").within(1, "\r\n+MIPCALL: 0\r\n");
    }

    @Test
    void noticesComeInTheirTimeAndTheNetworkAfterThem() {
        MemoryLine line = new MemoryLine(Switches.defaults().with("autobaud=off"), new FakeUplink());
        assertThat(line.after(Duration.ofMillis(299))).isEmpty();
        assertThat(line.after(Duration.ofMillis(1))).isEqualTo("\r\nAT command ready\r\n");
        assertThat(line.after(Duration.ofMillis(499))).isEmpty();
        assertThat(line.after(Duration.ofMillis(1))).isEqualTo("\r\n+SIM READY\r\n");
        line.send("ATE0;+CREG?;+CSQ?\r");
        assertThat(line.after(Duration.ofMillis(20)))
                .isEqualTo("ATE0;+CREG?;+CSQ?\r\r\n+CREG: 0,0\r\n\r\n+CSQ: 0,0\r\n\r\nOK\r\n");
        line.send("AT+CGATT=1\r");
        assertThat(line.after(Duration.ofMillis(979))).isEmpty();
        assertThat(line.after(Duration.ofMillis(1))).isEqualTo("\r\nOK\r\n");
        line.send("AT+CSQ?\r");
        assertThat(line.after(Duration.ofMillis(5))).isEqualTo("\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
    }

    @Test
    void pinQueryJustAfterBootAnswersWhenTheCardIsRead() {
        MemoryLine line =
                new MemoryLine(Switches.defaults().with("autobaud=off").with("banner-time=5000"), new FakeUplink());
        line.send("ATE0;+CPIN?\r");
        assertThat(line.after(Duration.ofMillis(799))).isEqualTo("ATE0;+CPIN?\r");
        assertThat(line.after(Duration.ofMillis(1))).isEqualTo("\r\n+CPIN: READY\r\n\r\nOK\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void searchForOperatorsIsSlowAndCanBeAborted() {
        TestLine line = TestLine.real("abort-character=AT+COPS=?");
        line.send("AT+COPS=?")
                .within(19_999, "")
                .within(1, "\r\n+COPS: (2,\"CHINA MOBILE\",\"CMCC\",\"46000\",7),,(0,1,2,3,4),(0,1,2)\r\n\r\nOK\r\n");
        line.send("AT+COPS=?").within(500, "").raw("x", "\r\nERROR\r\n").within(60_000, "");
    }

    @Test
    void messagesAndDataCallsTakeTheNetworksTime() {
        TestLine line = TestLine.real().send("AT+CMGF=1");
        line.within(5, "\r\nOK\r\n").send("AT+CMGS=\"10010\"").within(5, "\r\n> ");
        line.raw("x\u001A", "").within(1_499, "").within(1, "\r\n+CMGS: 1\r\n\r\nOK\r\n");
        line.send("ATD*99#").within(299, "").within(1, "\r\nCONNECT\r\n");
    }
}
