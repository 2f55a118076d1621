package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.ComPortWords.DO;
import static io.atflux.samples.modem.server.ComPortWords.DONT;
import static io.atflux.samples.modem.server.ComPortWords.NOTICES;
import static io.atflux.samples.modem.server.ComPortWords.PROPOSAL;
import static io.atflux.samples.modem.server.ComPortWords.READY_STATE;
import static io.atflux.samples.modem.server.ComPortWords.WILL;
import static io.atflux.samples.modem.server.ComPortWords.WONT;
import static io.atflux.samples.modem.server.ComPortWords.agreed;
import static io.atflux.samples.modem.server.ComPortWords.comPort;
import static io.atflux.samples.modem.server.ComPortWords.speed;

import io.atflux.samples.modem.switches.Switches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module behind a serial server with RFC 2217, seen from a plain socket. */
class ComPortIT {

    private static final String OK = "\r\nOK\r\n";

    private Host host;

    @BeforeEach
    void connect() throws Exception {
        host = new Host(Switches.quick(), true);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void hostWithoutTelnetIsServedAllTheSame() throws Exception {
        host.expect(PROPOSAL + NOTICES).exchange("AT\r\0", "AT\r\0\r\nOK\r\n");
        host.exchange(speed(1, 9600) + "AT\r\n", "AT\r\0\r\nOK\r\n");
    }

    @Test
    @Tag("RFC-2217:1")
    void optionsAreAgreedToOnceAndUnknownOnesNever() throws Exception {
        agreed(host)
                .exchange(WILL + "\u0018" + DO + "\u0001", DONT + "\u0018" + WONT + "\u0001")
                .send(WILL + "\0" + DO + "\0")
                .nothingMore()
                .exchange("\u00FF\u00FE\0", WONT + "\0")
                .exchange("ATE1\r", "\r\nOK\r\n")
                .exchange("AT\r", "AT\r\0\r\nOK\r\n")
                .exchange(DO + "\0", WILL + "\0")
                .exchange("AT\r", "AT\r\r\nOK\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 7, 7",
        "2, 0, 8",
        "2, 9, 8",
        "3, 3, 3",
        "3, 0, 1",
        "3, 6, 1",
        "4, 2, 2",
        "4, 3, 3",
        "4, 0, 1",
        "5, 0, 1",
        "5, 2, 2",
        "5, 3, 3",
        "5, 17, 17",
        "5, 19, 19",
        "5, 4, 6",
        "5, 7, 8",
        "5, 8, 8",
        "5, 9, 9",
        "5, 10, 11",
        "5, 11, 11",
        "5, 12, 12",
        "5, 13, 14",
        "5, 15, 15",
        "5, 16, 16",
        "5, 18, 18",
        "10, 30, 30",
        "12, 1, 1",
        "12, 2, 2",
        "12, 3, 3"
    })
    @Tag("RFC-2217:SET-BAUDRATE")
    @Tag("RFC-2217:SET-DATASIZE")
    void eachRequestIsAnsweredWithWhatHolds(int command, int asked, int granted) throws Exception {
        agreed(host).exchange(comPort(command, asked), comPort(100 + command, granted));
    }

    @Test
    void unknownAndBrokenRequestsAreNoHindrance() throws Exception {
        agreed(host)
                .send(comPort(5, 99) + comPort(77, 1) + comPort(1, 1) + comPort(2) + "\u00FF\u00FA\u00FF\u00F0")
                .send("\u00FF\u00FA\u0018\u0001\u00FF\u00F0\u00FF\u00F1"
                        + comPort(2, 1).repeat(3).substring(0, 3))
                .send("x".repeat(100_000) + "\u00FF\u00F0")
                .nothingMore()
                .send("\u00FF\u00FA\u002C\u0002\u0007")
                .exchange(comPort(2, 0), comPort(102, 8));
    }

    @Test
    @Tag("RFC-2217:SIGNATURE")
    void serverTellsItsName() throws Exception {
        String name = "virtual serial server";
        agreed(host)
                .send(comPort(0, 'm', 'e'))
                .exchange(comPort(0), comPort(100, name.chars().toArray()));
    }

    @Test
    @Tag("RFC-2217:answers")
    void octet255IsDoubledBothWays() throws Exception {
        agreed(host)
                .exchange(comPort(10, 255), comPort(110, 255))
                .exchange("AT+MIPCALL=1\r", OK + "\r\n+MIPCALL: 10.104.48.68\r\n")
                .exchange("AT+MQTTOPEN=1,\"broker\",1883,1,60\r", OK + "\r\n+MQTTOPEN: 1,1\r\n")
                .exchange("AT+MQTTSUB=1,\"t\",0\r", OK + "\r\n+MQTTSUB: 1,1\r\n")
                .exchange("AT+MQTTPUB=1,\"t\",0,0,3\r", "\r\n> ")
                .exchange("a\u00FF\u00FFb", OK + "\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 1, 0, t, a\u00FF\u00FFb\r\n");
    }

    @Test
    @Tag("V.250:6.2.10")
    void changeOfTheModulesSpeedComesAfterItsAnswer() throws Exception {
        String garbled = "\0".repeat(38);
        agreed(host)
                .exchange("AT+CREG=1\r", OK)
                .exchange("AT+IPR=9600\r", OK)
                .exchange(comPort(10, 0x1E), comPort(110, 0x1E));
        host.modem().registration(3);
        host.expect(comPort(106, 0x18) + garbled)
                .send("AT+CSQ\r")
                .exchange(speed(1, 9600) + "AT\r", speed(101, 9600) + OK)
                .exchange("AT+IPR=0\r", OK)
                .exchange(speed(1, 19_200) + "AT\r", speed(101, 19_200) + OK);
    }

    @Test
    @Tag("V.250:6.2.11")
    @Tag("RFC-2217:SET-PARITY")
    @Tag("RFC-2217:NOTIFY-LINESTATE")
    void parityThatTheModuleDoesNotSendIsALineError() throws Exception {
        agreed(host)
                .exchange("AT+CREG=1\r", OK)
                .exchange(comPort(10, 0x04), comPort(110, 0x04))
                .exchange(comPort(2, 7) + comPort(3, 3), comPort(102, 7) + comPort(103, 3));
        host.modem().registration(3);
        host.expect(comPort(106, 0x04) + "\r\n+CREG: 3\r\n");
    }

    @Test
    @Tag("V.250:6.2.8")
    @Tag("RFC-2217:NOTIFY-MODEMSTATE")
    void modemStateTellsOfResetAndCarrier() throws Exception {
        agreed(host)
                .exchange("AT&C0\r", comPort(107, 0xB8) + OK)
                .exchange("AT&C1\r", comPort(107, 0x38) + OK)
                .exchange("AT&C0\r", comPort(107, 0xB8) + OK)
                .exchange("AT&F\r", comPort(107, 0x38) + OK)
                .exchange("AT+CFUN=15\r", "AT+CFUN=15\r" + OK + comPort(107, 0x03) + comPort(107, 0x33) + NOTICES);
    }

    @Test
    @Tag("RFC-2217:SET-MODEMSTATE-MASK")
    void modemStateIsToldAsTheMaskSays() throws Exception {
        agreed(host)
                .exchange(comPort(11, 0x80), comPort(111, 0x80) + comPort(107, 0))
                .exchange("AT&C0\r", comPort(107, 0x80) + OK)
                .exchange(comPort(11, 0x10), comPort(111, 0x10) + comPort(107, 0x10))
                .exchange("AT&C1\r", OK)
                .exchange(comPort(11, 0), comPort(111, 0) + comPort(107, 0))
                .exchange("AT+CFUN=15\r", OK + NOTICES);
    }

    @Test
    @Tag("RFC-2217:FLOWCONTROL")
    void hostThatSuspendsGetsTheOutputLater() throws Exception {
        agreed(host)
                .send(comPort(8) + "AT+CGSN\r")
                .exchange(comPort(2, 0), comPort(102, 8))
                .exchange(comPort(9), "\r\n861234050000010\r\n" + OK)
                .nothingMore();
    }

    @Test
    @Tag("RFC-2217:PURGE-DATA")
    void purgeThrowsAwayWhatWaitsForTheHost() throws Exception {
        agreed(host)
                .send(comPort(8) + "AT+CGSN\r")
                .exchange(comPort(12, 2), comPort(112, 2))
                .exchange(comPort(9), "\r\n861234050000010\r\n" + OK)
                .send(comPort(8) + "AT+CGSN\r")
                .exchange(comPort(2, 0), comPort(102, 8))
                .exchange(comPort(12, 1), comPort(112, 1))
                .send(comPort(9))
                .nothingMore();
    }

    @Test
    @Tag("RFC-2217:SET-CONTROL-break")
    void breakIsACharacterWithoutBitsAndStopsTheHost() throws Exception {
        agreed(host)
                .exchange("AT+GTSSLFILE=\"CAFILE\",4\r", "\r\n> ")
                .exchange("ab" + comPort(5, 5) + "lost" + comPort(5, 6) + "c", comPort(105, 5) + comPort(105, 6) + OK)
                .nothingMore();
    }

    @Test
    @Tag("V.250:6.2.9")
    @Tag("RFC-2217:SET-CONTROL-wires")
    void fallOfDtrEndsADataEntryUnlessTheModuleIgnoresIt() throws Exception {
        agreed(host)
                .exchange("AT&D0\r", OK)
                .exchange("AT+GTSSLFILE=\"CAFILE\",4\r", "\r\n> ")
                .exchange("ab" + comPort(5, 9) + comPort(5, 8) + "cd", comPort(105, 9) + comPort(105, 8) + OK)
                .exchange("AT&D1\r", OK)
                .exchange("AT+GTSSLFILE=\"CAFILE\",4\r", "\r\n> ")
                .exchange("ab" + comPort(5, 9), comPort(105, 9) + "\r\nERROR\r\n")
                .exchange("AT+GTSSLFILE?\r", "\r\n+GTSSLFILE: CAFILE,1\r\n+GTSSLFILE: TRUSTFILE,0\r\n" + OK);
    }

    @Test
    void lossOfTheConnectionIsAFallOfDtr() throws Exception {
        agreed(host).exchange("AT+GTSSLFILE=\"CAFILE\",40\r", "\r\n> ");
        host.reconnect("AT\r\n").expect(PROPOSAL + OK);
        host.exchange(speed(1, 9600), "").nothingMore();
    }

    @Test
    void hostThatComesBackFindsThePortAsItWasAtFirst() throws Exception {
        agreed(host).exchange(speed(1, 9600) + comPort(11, 0), speed(101, 9600) + comPort(111, 0) + comPort(107, 0));
        host.reconnect("").expect(PROPOSAL).exchange(WILL + ComPortWords.COM_PORT, READY_STATE);
        host.exchange(speed(1, 0), speed(101, 115_200)).nothingMore();
    }
}
