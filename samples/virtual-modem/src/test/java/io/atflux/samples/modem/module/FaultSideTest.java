package io.atflux.samples.modem.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.switches.Switch;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that befall a module while it runs, and its output, byte by byte. */
class FaultSideTest {

    private static final String LISTED = "\r\n+MQTTOPEN: 1\r\n\r\nOK\r\n";
    private static final String NONE = "\r\n+MQTTOPEN: 0\r\n\r\nOK\r\n";
    private static final String OPEN = "AT+MQTTOPEN=1,\"broker\",1883,1,60";
    private static final String OPENED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n";
    private static final String REFUSED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,0\r\n";
    private static final String LOST = "\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n";
    private static final String BROKEN = "\r\n+MQTTBREAK: 1,1\r\n";

    @ParameterizedTest
    @CsvSource({"0", "4"})
    void aRadioThatSomebodySwitchesOffTakesTheNetworkUntilItIsSwitchedOn(int level) {
        TestLine line = TestLine.quick().open();
        line.modem().faults().radio(level);
        line.printed(LOST);
        line.ask("AT+CFUN?;+CREG?", "\r\n+CFUN: " + level + "\r\n\r\n+CREG: 0,0\r\n\r\nOK\r\n");
        line.modem().restoreNetwork();
        line.ask("AT+CREG?", "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
        line.modem().faults().radio(1);
        line.ask("AT+CREG?", "\r\n+CREG: 0,1\r\n\r\nOK\r\n").open();
    }

    @Test
    void aLostBearerTakesTheSessionsAndLeavesTheNetwork() {
        TestLine line = TestLine.quick().open();
        line.modem().faults().loseBearer();
        line.printed(LOST);
        line.ask("AT+CREG?", "\r\n+CREG: 0,1\r\n\r\nOK\r\n").open();
    }

    @Test
    void aLostBearerEndsADial() {
        TestLine line = TestLine.quick("dial-time=5000").ask("AT+MIPCALL=1", "\r\nOK\r\n");
        line.modem().faults().loseBearer();
        line.printed("\r\n+MIPCALL: 0\r\n").within(200_000, "");
    }

    @Test
    void aStaleBearerIsListedWithNoAddressUntilItIsReleased() {
        TestLine line = TestLine.quick().open();
        line.modem().faults().staleBearer();
        line.printed(BROKEN);
        line.ask("AT+MIPCALL?", "\r\n+MIPCALL: 1,0.0.0.0\r\n\r\nOK\r\n")
                .ask(OPEN, "\r\nERROR\r\n")
                .ask("AT+MIPCALL=1", "\r\nERROR\r\n")
                .ask("AT+MIPCALL=0", "\r\nOK\r\n\r\n+MIPCALL: 0\r\n")
                .open();
    }

    @Test
    void aBusyBearerStaysSoUntilItIsLost() {
        TestLine line = TestLine.quick();
        line.modem().faults().holdBearer();
        line.ask("AT+MIPCALL?", "\r\n+MIPCALL: 2\r\n\r\nOK\r\n")
                .ask("AT+MIPCALL=1", "\r\nERROR\r\n")
                .ask("AT+MIPCALL=0", "\r\nERROR\r\n")
                .within(300_000, "")
                .ask("AT+MIPCALL?", "\r\n+MIPCALL: 2\r\n\r\nOK\r\n");
        line.modem().faults().loseBearer();
        line.printed("\r\n+MIPCALL: 0\r\n");
        line.online();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aSessionBreaksWithEachCause(int cause) {
        TestLine line = TestLine.quick().open();
        line.modem().faults().breakMqtt(1, cause);
        line.printed("\r\n+MQTTBREAK: 1," + cause + "\r\n");
        line.ask("AT+MQTTOPEN?", NONE).ask(OPEN, OPENED);
        line.modem().faults().breakMqtt(2, cause);
        line.printed("").ask("AT+MQTTOPEN?", LISTED);
        assertThat(line.network().connected()).isEqualTo(1);
    }

    @Test
    void theModulesOwnReconnectAfterABreakLosesSubscriptions() {
        TestLine line = TestLine.quick("reconnect=announced")
                .open()
                .ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        line.modem().faults().breakMqtt(1, 1);
        line.printed(BROKEN).within(2_000, "\r\n+MQTTOPEN: 1,1\r\n").ask("AT+MQTTOPEN?", LISTED);
        line.network().deliver("t", 0, "m".getBytes(StandardCharsets.US_ASCII));
        line.printed("");
    }

    @Test
    void theModulesOwnReconnectGoesOnWhileTheBrokerCannotBeReached() {
        TestLine line = TestLine.quick("reconnect=announced").open();
        line.modem().move(Switch.OPEN, "unreachable");
        line.modem().faults().breakMqtt(1, 1);
        line.printed(BROKEN).within(200_000, "").ask("AT+MQTTOPEN?", NONE);
        line.modem().move(Switch.OPEN, "broker");
        line.within(65_000, "\r\n+MQTTOPEN: 1,1\r\n");
    }

    @Test
    void anotherDeviceTakesEachSessionOver() {
        TestLine line = TestLine.quick("take-over=5000").open();
        line.within(4_999, "").within(1, BROKEN);
        line.ask(OPEN, OPENED).within(5_000, BROKEN);
        line.ask(OPEN, OPENED).ask("AT+MQTTCLOSE=1", "\r\nOK\r\n\r\n+MQTTCLOSE: 1,1\r\n");
        line.ask(OPEN, OPENED).within(4_999, "").within(1, BROKEN);
    }

    @Test
    void aServerThatAnswersNothingIsNoticedAfterOneAndAHalfKeepAlives() {
        TestLine line = TestLine.quick().open();
        line.modem().move(Switch.SERVER, "silent");
        line.ask("AT+MQTTPUB=1,\"t\",0,0,\"x\"", "\r\nOK\r\n")
                .within(89_999, "")
                .ask("AT+MQTTOPEN?", LISTED)
                .within(1, "\r\n+MQTTPUB: 1,0\r\n" + BROKEN);
        line.ask(OPEN, "\r\nOK\r\n").within(59_999, "").within(1, "\r\n+MQTTOPEN: 1,0\r\n");
        line.modem().move(Switch.SERVER, "answers");
        line.ask(OPEN, OPENED);
        assertThat(line.network().published()).isEmpty();
    }

    @Test
    void aServerThatAnswersInTimeLosesNothing() {
        TestLine line = TestLine.quick().open().ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        line.modem().move(Switch.SERVER, "silent");
        line.network().deliver("t", 0, "m".getBytes(StandardCharsets.US_ASCII));
        line.ask("AT+MQTTPUB=1,\"u\",0,0,\"x\"", "\r\nOK\r\n").within(60_000, "");
        line.modem().move(Switch.SERVER, "answers");
        line.printed("\r\n+MQTTMSG: 1, 0, t, m\r\n\r\n+MQTTPUB: 1,1\r\n").within(300_000, "");
    }

    @Test
    void aBrokerThatCannotBeReachedIsToldAfterTheLimit() {
        TestLine line = TestLine.quick("open=unreachable:1").online();
        line.ask(OPEN, "\r\nOK\r\n").within(59_999, "").within(1, "\r\n+MQTTOPEN: 1,0\r\n");
        line.ask(OPEN, OPENED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aRefusalsCodeIsSeenOnlyInALateAnswer(int code) {
        TestLine.quick("open=code" + code)
                .online()
                .ask(OPEN, REFUSED)
                .ask("AT+GTSSLERR?", "\r\n+GTSSLERR: 0\r\n\r\nOK\r\n");
        TestLine.quick("open=code" + code, "open-answer=late")
                .numbered()
                .online()
                .ask(OPEN, "\r\n+CME ERROR: " + (699 + code) + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"handshake,-7", "certificate,-11", "trust-file,-19"})
    void aTlsFailureHasItsNumberAndMeansNothingWithoutTls(String how, int number) {
        TestLine.quick("open=" + how)
                .online()
                .ask("AT+MQTTOPEN=1,\"broker\",8883,1,60,2", REFUSED)
                .ask("AT+GTSSLERR?", "\r\n+GTSSLERR: " + number + "\r\n\r\nOK\r\n")
                .ask(OPEN, OPENED);
    }

    @Test
    void aSlowPublishIsToldLate() {
        TestLine line = TestLine.quick("publish-time=61000").open();
        line.ask("AT+MQTTPUB=1,\"t\",1,0,\"x\"", "\r\nOK\r\n")
                .within(60_999, "")
                .within(1, "\r\n+MQTTPUB: 1,1\r\n");
        assertThat(line.network().published()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"subscribe,AT+MQTTSUB=1$\"t\"$0,+MQTTSUB", "publish,AT+MQTTPUB=1$\"t\"$0$0$\"x\",+MQTTPUB"})
    void aBrokerThatClosesInsteadOfAnsweringBreaksTheSession(String which, String command, String name) {
        TestLine line = TestLine.quick(which + "=closes:1").open();
        line.ask(command.replace('$', ','), "\r\nOK\r\n\r\n" + name + ": 1,0\r\n" + BROKEN)
                .ask("AT+MQTTOPEN?", NONE)
                .ask(OPEN, OPENED)
                .ask(command.replace('$', ','), "\r\nOK\r\n\r\n" + name + ": 1,1\r\n");
    }

    @Test
    void anAccessPointThatTheNetworkDoesNotKnowGivesNoAddress() {
        String refused = "\r\nOK\r\n\r\n+MIPCALL: 0\r\n";
        TestLine line = TestLine.quick("apns=cmiot,m2m.example").ask("AT+MIPCALL=1", refused);
        line.ask("AT+CGDCONT=1,\"IP\",\"cmnet\"", "\r\nOK\r\n").ask("AT+MIPCALL=1", refused);
        line.ask("AT+MIPCALL=1,\"3gnet\"", refused);
        line.ask("AT+CGDCONT=1,\"IP\",\"M2M.example\"", "\r\nOK\r\n").online();
    }

    @ParameterizedTest
    @CsvSource({"busy,14", "failure,13", "wrong,15"})
    void aCardThatFailsWhileTheModuleRunsTakesTheNetworkUntilItIsWell(String how, int code) {
        TestLine line = TestLine.quick().open();
        line.modem().move(Switch.CPIN, how);
        line.printed(LOST);
        line.numbered()
                .ask("AT+CPIN?", "\r\n+CME ERROR: " + code + "\r\n")
                .ask("AT+CREG?", "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
        line.modem().move(Switch.CPIN, "ready");
        line.printed("\r\n+SIM READY\r\n").open();
    }

    @ParameterizedTest
    @CsvSource({"pin,SIM PIN", "puk,SIM PUK"})
    void aCardThatIsLockedWhileTheModuleRunsWantsItsSecret(String how, String word) {
        TestLine line = TestLine.quick().open();
        line.modem().move(Switch.CPIN, how);
        line.printed(LOST).ask("AT+CPIN?", "\r\n+CPIN: " + word + "\r\n\r\nOK\r\n");
    }

    @Test
    void aModuleThatHangsIsDeadUntilItsPowerIsCut() {
        TestLine line = TestLine.quick().open();
        line.modem().faults().hang();
        line.ask("AT", "").ask("AT+CFUN=15", "");
        line.modem().loseNetwork();
        line.within(600_000, "");
        line.modem().powerCycle();
        line.printed("\r\nAT command ready\r\n\r\n+SIM READY\r\n").ask("AT", "AT\r\r\nOK\r\n");
    }

    @Test
    void aRestartCanBeWithoutAnyNotice() {
        TestLine line = TestLine.quick().open();
        line.modem().move(Switch.BANNER, "none");
        line.modem().powerCycle();
        line.within(60_000, "").ask("AT+MIPCALL?", "AT+MIPCALL?\r\r\n+MIPCALL: 0\r\n\r\nOK\r\n");
        line.modem().removeSim();
        line.printed("\r\n+SIM: Removed\r\n\r\n+SIM DROP\r\n");
        line.modem().insertSim();
        line.printed("\r\n+SIM: Inserted\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void anEchoThatComesBackStaysUntilItIsSwitchedOff() {
        TestLine line = TestLine.quick();
        line.modem().faults().echo(true);
        line.ask("AT", "AT\r\r\nOK\r\n");
        line.modem().faults().echo(false);
        line.ask("AT", "\r\nOK\r\n");
    }

    @Test
    void noiseStandsWhereItComes() {
        TestLine line = TestLine.quick("delay=AT+CSQ:1000").send("AT+CSQ");
        line.modem().faults().noise(new byte[] {(byte) 0xff, 0, 'O', 'K'});
        line.printed("\u00ff\0OK").within(1_000, "\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
    }

    @Test
    void aCommandCanBeRefusedForEver() {
        TestLine line = TestLine.quick();
        line.modem().move(Switch.ERROR, "AT+CSQ:999999999");
        for (int i = 0; i < 1_000; i++) {
            line.ask("AT+CSQ", "\r\nERROR\r\n");
        }
        line.ask("AT", "\r\nOK\r\n");
        line.modem().move(Switch.ERROR, "");
        line.ask("AT+CSQ", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
    }

    @Test
    void theBufferOfTheBufferedModeDropsItsOldest() {
        TestLine line = TestLine.quick("buffered-mode=present", "buffer-places=2")
                .ask("AT+MQTTCONF=1", "\r\nOK\r\n")
                .open()
                .ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        for (String text : new String[] {"a", "b", "c"}) {
            line.network().deliver("t", 0, text.getBytes(StandardCharsets.US_ASCII));
            line.printed("\r\n+MQTTMSGI: 1,0,1,1\r\n");
        }
        line.ask("AT+MQTTREAD=1", "\r\n+MQTTREAD: 1,0,1,1,\"t\",\"b\"\r\n\r\nOK\r\n")
                .ask("AT+MQTTREAD=1", "\r\n+MQTTREAD: 1,0,1,1,\"t\",\"c\"\r\n\r\nOK\r\n")
                .ask("AT+MQTTREAD=1", "\r\nOK\r\n");
    }

    @Test
    void whatCannotBefallItIsRefused() {
        TestLine line = TestLine.quick();
        assertThatThrownBy(() -> line.modem().faults().radio(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.modem().faults().breakMqtt(3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.modem().faults().breakMqtt(1, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
