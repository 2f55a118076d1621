package io.atflux.samples.modem.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import org.junit.jupiter.api.Test;

/** Restart, power-off, and the state that survives them. */
class PowerTest {

    private static final String READY = "\r\nAT command ready\r\n\r\n+SIM READY\r\n";

    @Test
    void resetAnswersOkThenIsSilentThenStartsAnew() {
        TestLine line = TestLine.quick("boot-time=3000").open();
        line.ask("AT+CFUN=15", "\r\nOK\r\n").ask("AT", "").within(2_999, "").within(1, READY);
        assertThat(line.network().connected()).isZero();
        line.ask("AT+MIPCALL?;+MQTTOPEN?", "AT+MIPCALL?;+MQTTOPEN?\r\r\n+MIPCALL: 0\r\n\r\n+MQTTOPEN: 0\r\n\r\nOK\r\n");
    }

    @Test
    void inputBehindAResetIsLost() {
        TestLine line = TestLine.quick("boot-time=3000");
        line.raw("AT+CFUN=15\rAT+CFUN?\r", "\r\nOK\r\n").within(10_000, READY);
    }

    @Test
    void powerOffIsForeverUntilThePowerKey() {
        TestLine line = TestLine.quick("boot-time=3000");
        line.ask("AT+CPWROFF", "\r\nOK\r\n").within(600_000, "").ask("AT", "");
        line.modem().powerCycle();
        line.within(2_999, "").within(1, READY);
    }

    @Test
    void powerCycleInMidCommandLeavesNothingBehind() {
        TestLine line = TestLine.quick("boot-time=3000", "delay=AT+CSQ:1000", "dial-time=10000");
        line.ask("AT+MIPCALL=1", "\r\nOK\r\n").send("AT+CSQ");
        line.modem().powerCycle();
        line.within(3_000, READY).within(60_000, "");
    }

    @Test
    void contextsAndNoticesSurviveAndTlsMaterialDoesNot() {
        TestLine line = TestLine.quick();
        line.ask("AT+CGDCONT=1,\"IP\",\"cmnet\";+GTRAT=6,3,2;+MSTART=0,0;+GTSSLVER=4;+GTSSLMODE=1", "\r\nOK\r\n")
                .ask("AT+GTSSLFILE=\"KEYFILE\",4", "\r\n> ")
                .raw("abcd", "\r\nOK\r\n")
                .ask("AT+CFUN=15", "\r\nOK\r\n")
                .ask("ATE0", "ATE0\r\r\nOK\r\n")
                .ask("AT+GTSSLFILE?", "\r\n+GTSSLFILE: TRUSTFILE,0\r\n\r\nOK\r\n")
                .ask("AT+GTSSLVER?;+GTSSLMODE?", "\r\n+GTSSLVER: 0\r\n\r\n+GTSSLMODE: 0\r\n\r\nOK\r\n")
                .ask("AT+GTRAT?", "\r\n+GTRAT: 6,3,2\r\n\r\nOK\r\n")
                .ask("AT+CGDCONT?", "\r\n+CGDCONT: 1,\"IP\",\"cmnet\",\"\",0,0,0,0\r\n\r\nOK\r\n");
    }

    @Test
    void whatIsPrintedWithNobodyOnTheLineIsLost() {
        TestLine line = TestLine.quick().open();
        line.modem().lineDropped();
        line.network().loseAll("heart-beat");
        line.modem().lineOpened();
        line.printed("").ask("AT+MQTTOPEN?", "\r\n+MQTTOPEN: 0\r\n\r\nOK\r\n");
    }

    @Test
    void firstCommandIsLostAfterEveryPowerUp() {
        TestLine line = TestLine.quick("autobaud=lost");
        line.ask("AT", "AT\r\r\nOK\r\n").ask("AT+CFUN=15", "AT+CFUN=15\r\r\nOK\r\n" + READY);
        line.ask("AT", "").ask("AT", "AT\r\r\nOK\r\n");
    }

    @Test
    void closedModuleSaysNothing() {
        TestLine line = TestLine.quick().open();
        line.modem().close();
        line.ask("AT", "").within(600_000, "");
        line.modem().powerCycle();
        line.within(600_000, "");
        assertThat(line.network().connected()).isZero();
    }
}
