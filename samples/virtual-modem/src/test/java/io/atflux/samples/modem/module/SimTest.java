package io.atflux.samples.modem.module;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.switches.Switch;
import org.junit.jupiter.api.Test;

/** The card: PIN, PUK, hot plug. */
class SimTest {

    private static TestLine locked() {
        return TestLine.quick("cpin=pin").numbered();
    }

    @Test
    void lockedCardRefusesWhatNeedsIt() {
        locked().ask("AT+CPIN?", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n")
                .ask("AT+CIMI?", "\r\n+CME ERROR: 15\r\n")
                .ask("AT+CCID", "\r\n+CCID: 89860446161990000010\r\n\r\nOK\r\n")
                .ask("AT+MIPCALL=1", "\r\n+CME ERROR: 11\r\n")
                .ask("AT+CGREG?", "\r\n+CGREG: 0,0\r\n\r\nOK\r\n");
    }

    @Test
    void rightPinOpensAndTheNetworkFollows() {
        locked().ask("AT+CREG=1", "\r\nOK\r\n")
                .ask("AT+CPIN=\"1234\"", "\r\nOK\r\n\r\n+SIM READY\r\n\r\n+CREG: 1\r\n")
                .ask("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n")
                .ask("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 3\r\n");
    }

    @Test
    void thirdWrongPinAsksForThePukAndThePukSetsANewPin() {
        locked().ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n")
                .ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n")
                .ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 12\r\n")
                .ask("AT+CPIN?", "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n")
                .ask("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 12\r\n")
                .ask("AT+CPIN=\"87654321\",\"4321\"", "\r\n+CME ERROR: 12\r\n")
                .ask("AT+CPIN=\"12345678\",\"4321\"", "\r\nOK\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void triesAreCountedOverPowerOff() {
        locked().ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n")
                .ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n")
                .ask("AT+CFUN=15", "\r\nOK\r\n\r\nAT command ready\r\n")
                .ask("ATE0;+CMEE=1", "ATE0;+CMEE=1\r\r\nOK\r\n")
                .ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 12\r\n");
    }

    @Test
    void tenWrongPuksEndTheCard() {
        TestLine line = TestLine.quick("cpin=puk").numbered();
        for (int i = 0; i < 10; i++) {
            line.ask("AT+CPIN=\"00000000\",\"4321\"", "\r\n+CME ERROR: 12\r\n");
        }
        line.ask("AT+CPIN?", "\r\n+CME ERROR: 13\r\n");
    }

    @Test
    void malformedPinCostsNoTry() {
        TestLine line = locked();
        for (int i = 0; i < 5; i++) {
            line.ask("AT+CPIN=\"12\"", "\r\n+CME ERROR: 53\r\n");
        }
        line.ask("AT+CPIN=\"1234\"", "\r\nOK\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void hotPlugPrintsThePairsAndCostsTheSession() {
        TestLine line = TestLine.quick().open();
        line.modem().removeSim();
        line.printed("\r\n+SIM: Removed\r\n\r\n+SIM DROP\r\n\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n");
        line.numbered().ask("AT+CPIN?", "\r\n+CME ERROR: 10\r\n").ask("AT+CREG?", "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
        line.modem().insertSim();
        line.printed("\r\n+SIM: Inserted\r\n\r\n+SIM READY\r\n");
        line.ask("AT+CREG?", "\r\n+CREG: 0,1\r\n\r\nOK\r\n").online();
    }

    @Test
    void anotherCardHasItsOwnNumberSubscriberPinAndTries() {
        TestLine line = locked();
        line.ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n").ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n");
        line.modem().removeSim();
        line.printed("\r\n+SIM: Removed\r\n\r\n+SIM DROP\r\n");
        line.modem().move(Switch.ICCID, "89860117750008000001");
        line.modem().move(Switch.IMSI, "460011234567890");
        line.modem().insertSim();
        line.printed("\r\n+SIM: Inserted\r\n")
                .ask("AT+CCID", "\r\n+CCID: 89860117750008000001\r\n\r\nOK\r\n")
                .ask("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n")
                .ask("AT+CPIN=\"1234\"", "\r\nOK\r\n\r\n+SIM READY\r\n")
                .ask("AT+CIMI", "\r\n460011234567890\r\n\r\nOK\r\n");
    }

    @Test
    void aNumberThatMovesWhileTheCardIsInIsSeenWhenItIsPutInAgain() {
        TestLine line = TestLine.quick().open();
        line.modem().move(Switch.ICCID, "89860117750008000001");
        line.numbered().ask("AT+CCID", "\r\n+CCID: 89860446161990000010\r\n\r\nOK\r\n");
    }
}
