package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** 27.007 clauses 7.3, 8.69 and 10.1, V.250 clauses 6.1.9 and 6.2: the first queries of modem programs. */
class PacketTest {

    private static final String OK = "\r\nOK\r\n";

    @Test
    void contextsAreActivatedEachWithItsAddress() {
        TestLine.quick()
                .numbered()
                .ask("AT+CGDCONT=1,\"IP\",\"cmnet\";+CGDCONT=2,\"IP\",\"ims\"", OK)
                .ask("AT+CGACT?", "\r\n+CGACT: 1,0\r\n+CGACT: 2,0\r\n" + OK)
                .ask("AT+CGPADDR=2", "\r\n+CGPADDR: 2\r\n" + OK)
                .ask("AT+CGACT=1,2", OK)
                .ask("AT+CGACT?", "\r\n+CGACT: 1,0\r\n+CGACT: 2,1\r\n" + OK)
                .ask("AT+CGPADDR", "\r\n+CGPADDR: 1\r\n+CGPADDR: 2,\"10.104.48.69\"\r\n" + OK)
                .ask(
                        "AT+CGCONTRDP=2",
                        "\r\n+CGCONTRDP: 2,6,\"ims\",\"10.104.48.69.255.255.255.0\",\"10.104.48.1\","
                                + "\"211.136.17.107\",\"211.136.20.203\"\r\n" + OK)
                .ask("AT+CGCONTRDP=?", "\r\n+CGCONTRDP: (2)\r\n" + OK)
                .ask("AT+CGCONTRDP=1", OK)
                .ask("AT+CGACT=1,3", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+CGACT=0", OK)
                .ask("AT+CGACT?", "\r\n+CGACT: 1,0\r\n+CGACT: 2,0\r\n" + OK)
                .ask("AT+CGPADDR=5", OK);
    }

    @Test
    void theVendorsBearerIsContextOne() {
        TestLine.quick()
                .online()
                .ask("AT+CGACT?", "\r\n+CGACT: 1,1\r\n" + OK)
                .ask("AT+CGPADDR=1", "\r\n+CGPADDR: 1,\"10.104.48.68\"\r\n" + OK)
                .ask("AT+CGACT=0,1", OK + "\r\n+MIPCALL: 0\r\n");
    }

    @Test
    void nothingIsActivatedWithoutANetwork() {
        TestLine line = TestLine.quick().numbered().ask("AT+CGACT=1,1", OK);
        line.modem().loseNetwork();
        line.ask("AT+CGACT?", "\r\n+CGACT: 1,0\r\n" + OK)
                .ask("AT+CGACT=1,1", "\r\n+CME ERROR: 30\r\n")
                .ask("AT+CESQ", "\r\n+CESQ: 99,99,255,255,255,255\r\n" + OK);
    }

    @Test
    void operatorIsShownInTheFormatThatWasAskedFor() {
        TestLine.quick()
                .numbered()
                .ask("AT+COPS?", "\r\n+COPS: 0,0,\"CHINA MOBILE\",7\r\n" + OK)
                .ask("AT+COPS=3,2", OK)
                .ask("AT+COPS?", "\r\n+COPS: 0,2,\"46000\",7\r\n" + OK)
                .ask("AT+COPS=3,1", OK)
                .ask("AT+COPS?", "\r\n+COPS: 0,1,\"CMCC\",7\r\n" + OK)
                .ask("AT+COPS=1,2,\"46000\"", OK)
                .ask("AT+COPS=?", "\r\n+COPS: (2,\"CHINA MOBILE\",\"CMCC\",\"46000\",7),,(0,1,2,3,4),(0,1,2)\r\n" + OK)
                .ask("AT+COPS=1,2,\"46001\"", "\r\n+CME ERROR: 30\r\n")
                .ask("AT+COPS?", "\r\n+COPS: 1\r\n" + OK)
                .ask("AT+COPS=4,2,\"46001\"", OK)
                .ask("AT+COPS=2", OK)
                .ask("AT+COPS?", "\r\n+COPS: 2\r\n" + OK)
                .ask("AT+COPS=0,0", OK)
                .ask("AT+COPS?", "\r\n+COPS: 0,0,\"CHINA MOBILE\",7\r\n" + OK);
    }

    @Test
    void identificationAndSpeedAreThereToBeAsked() {
        TestLine.quick()
                .ask("AT+GCAP", "\r\n+GCAP: +CGSM\r\n" + OK)
                .ask("AT+FCLASS?", "\r\n0\r\n" + OK)
                .ask("ATQ0V1E0S0=0&C1&D2+FCLASS=0", OK)
                .ask(
                        "AT+IPR=?",
                        "\r\n+IPR: (0,1200,2400,4800,9600,14400,19200,28800,38400,57600,115200,230400,460800,921600)\r\n"
                                + OK)
                .ask("AT+ICF?;+IFC?", "\r\n+ICF: 3,3\r\n\r\n+IFC: 0,0\r\n" + OK)
                .ask("ATX3L1M0&K0", OK)
                .ask("ATS6?", "\r\n002\r\n" + OK)
                .ask("ATS7=0", "\r\nERROR\r\n")
                .ask("AT+CESQ", "\r\n+CESQ: 99,99,255,255,20,50\r\n" + OK);
    }

    @Test
    void theVendorsTlsCommandsAreAskedBare() {
        TestLine.quick()
                .ask("AT+GTSSLVER", "\r\n+GTSSLVER: 0\r\n" + OK)
                .ask("AT+GTSSLFILE", "\r\n+GTSSLFILE: TRUSTFILE,0\r\n" + OK);
    }

    @Test
    void fullFunctionalityWithResetIsARestart() {
        TestLine.quick().ask("AT+CFUN=1,1", OK + "\r\nAT command ready\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void allCommandsAreListed() {
        String listed = TestLine.quick().send("AT+CLAC").after(Duration.ZERO);
        assertThat(listed).contains("AT&F\r\n", "AT+CMGS\r\n", "AT+MQTTOPEN\r\n", "ATS3\r\n");
    }
}
