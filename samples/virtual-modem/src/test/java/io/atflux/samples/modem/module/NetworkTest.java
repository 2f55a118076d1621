package io.atflux.samples.modem.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import org.junit.jupiter.api.Test;

/** Registration, bearer, loss of the network. */
class NetworkTest {

    @Test
    void registrationUrcsComeInTheFormAskedFor() {
        TestLine line = TestLine.quick().ask("AT+CREG=1;+CGREG=2", "\r\nOK\r\n");
        line.modem().registration(2);
        line.printed("\r\n+CREG: 2\r\n\r\n+CGREG: 2\r\n");
        line.modem().registration(5);
        line.printed("\r\n+CREG: 5\r\n\r\n+CGREG: 5,\"1A2B\",\"0B3C4D5E\",7\r\n");
        line.ask("AT+CREG?", "\r\n+CREG: 1,5\r\n\r\nOK\r\n")
                .ask("AT+CGREG?", "\r\n+CGREG: 2,5,\"1A2B\",\"0B3C4D5E\",7\r\n\r\nOK\r\n")
                .ask("AT+CEREG?", "\r\n+CEREG: 0,5\r\n\r\nOK\r\n");
    }

    @Test
    void statusGoesThroughTheSequence() {
        TestLine line = TestLine.quick("registration=0,2@20000,3@30000,1@40000").ask("AT+CREG=1", "\r\nOK\r\n");
        line.within(30_000, "\r\n+CREG: 2\r\n\r\n+CREG: 3\r\n\r\n+CREG: 1\r\n");
    }

    @Test
    void flightModeLeavesTheNetworkAndFullComesBack() {
        TestLine line = TestLine.quick().open();
        line.ask("AT+CFUN=4", "\r\nOK\r\n\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n")
                .ask("AT+CFUN?;+CREG?", "\r\n+CFUN: 4\r\n\r\n+CREG: 0,0\r\n\r\nOK\r\n")
                .ask("AT+CFUN=1", "\r\nOK\r\n")
                .ask("AT+CREG?", "\r\n+CREG: 0,1\r\n\r\nOK\r\n");
    }

    @Test
    void lostNetworkTakesBearerAndSessions() {
        TestLine line = TestLine.quick().open();
        line.modem().loseNetwork();
        line.printed("\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n");
        line.ask("AT+COPS?", "\r\n+COPS: 0\r\n\r\nOK\r\n");
        assertThat(line.network().connected()).isZero();
        line.modem().restoreNetwork();
        line.open();
    }

    @Test
    void lostNetworkEndsADialAndAnOpen() {
        TestLine line = TestLine.quick("dial-time=5000").ask("AT+MIPCALL=1", "\r\nOK\r\n");
        line.modem().loseNetwork();
        line.printed("\r\n+MIPCALL: 0\r\n").within(200_000, "");
        TestLine opening = TestLine.quick().online();
        opening.network().holdNext();
        opening.ask("AT+MQTTOPEN=1,\"b\",1883,1,60", "\r\nOK\r\n");
        opening.modem().loseNetwork();
        opening.printed("\r\n+MIPCALL: 0\r\n\r\n+MQTTOPEN: 1,0\r\n").within(200_000, "");
    }

    @Test
    void dialIsRefusedWhileUpAndWhileDialling() {
        TestLine line = TestLine.quick("dial-time=1000").numbered();
        line.ask("AT+MIPCALL=1,\"cmnet\",\"u\",\"p\"", "\r\nOK\r\n")
                .ask("AT+MIPCALL=1", "\r\n+CME ERROR: 3\r\n")
                .ask("AT+MIPCALL=0", "\r\n+CME ERROR: 3\r\n")
                .within(1_000, "\r\n+MIPCALL: 10.104.48.68\r\n")
                .ask("AT+MIPCALL=1", "\r\n+CME ERROR: 902\r\n")
                .ask("AT+MIPCALL=0", "\r\nOK\r\n\r\n+MIPCALL: 0\r\n")
                .ask("AT+MIPCALL=0", "\r\n+CME ERROR: 3\r\n");
    }

    @Test
    void releaseCostsTheSession() {
        TestLine line = TestLine.quick().open();
        line.ask("AT+MIPCALL=0", "\r\nOK\r\n\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n");
    }

    @Test
    void identityAndSettingsAnswerAsTheTableSays() {
        TestLine.quick()
                .ask("AT+CGMI?", "\r\n+CGMI: \"Fibocom Wireless Inc.\"\r\n\r\nOK\r\n")
                .ask("AT+CGMM?", "\r\n+CGMM: \"L610-CN-62-36\"\r\n\r\nOK\r\n")
                .ask("AT+CGMR", "\r\n+CGMR: \"16000.1208.00.86.02.02\"\r\n\r\nOK\r\n")
                .ask("AT+GSN", "\r\n861234050000010\r\n\r\nOK\r\n")
                .ask("AT+GSN?", "\r\n+GSN: \"861234050000010\"\r\n\r\nOK\r\n")
                .ask("AT+CFSN?", "\r\n+CFSN: \"L610VM0001\"\r\n\r\nOK\r\n")
                .ask("AT+CIMI", "\r\n460046616008063\r\n\r\nOK\r\n")
                .ask("AT+CCID", "\r\n+CCID: 89860446161990000010\r\n\r\nOK\r\n")
                .ask("AT+ICCID?", "\r\n+ICCID: 89860446161990000010\r\n\r\nOK\r\n")
                .ask("AT+COPS?", "\r\n+COPS: 0,0,\"CHINA MOBILE\",7\r\n\r\nOK\r\n")
                .ask("AT+CGATT?", "\r\n+CGATT: 1\r\n\r\nOK\r\n")
                .ask("AT+CGATT=1", "\r\nOK\r\n")
                .ask("AT+MGAUTH=1,1,\"user\",\"pass\"", "\r\nOK\r\n")
                .ask("AT+MGAUTH=1,0", "\r\nOK\r\n")
                .ask("AT+MGAUTH=1,4,\"user\",\"pass\"", "\r\nERROR\r\n")
                .ask("AT+CGDCONT=1,\"IP\"", "\r\nOK\r\n")
                .ask("AT+CGDCONT=1,\"IP\",\"a b\"", "\r\nERROR\r\n")
                .ask("AT+GTRAT=10,3,0", "\r\nOK\r\n")
                .ask("AT+GTRAT=7", "\r\nERROR\r\n")
                .ask("AT+IPR?", "\r\n+IPR: 115200\r\n\r\nOK\r\n")
                .ask("AT+CCLK?", "\r\n+CCLK: \"26/07/20,06:51:47+00\"\r\n\r\nOK\r\n")
                .ask("AT+CCLK=\"26/07/20,16:00:00+32\"", "\r\nOK\r\n")
                .ask("AT+CCLK?", "\r\n+CCLK: \"26/07/20,08:00:00+00\"\r\n\r\nOK\r\n")
                .ask("AT+CCLK=\"26/13/20,16:00:00\"", "\r\nERROR\r\n")
                .ask("AT+CCLK=\"24/02/30,16:00:00+00\"", "\r\nERROR\r\n")
                .ask("AT+CCLK=\"23/02/29,16:00:00+00\"", "\r\nERROR\r\n")
                .ask("AT+CCLK=\"26/04/31,16:00:00\"", "\r\nERROR\r\n")
                .ask("AT+CCLK?", "\r\n+CCLK: \"26/07/20,08:00:00+00\"\r\n\r\nOK\r\n")
                .ask("AT+CCLK=\"24/02/29,16:00:00+00\"", "\r\nOK\r\n")
                .ask("AT+CCLK?", "\r\n+CCLK: \"24/02/29,16:00:00+00\"\r\n\r\nOK\r\n")
                .ask("AT+MSTART?", "\r\nOK\r\n");
    }
}
