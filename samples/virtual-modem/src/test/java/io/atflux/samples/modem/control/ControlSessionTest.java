package io.atflux.samples.modem.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of the control port and their answers. */
class ControlSessionTest {

    private final TestLine line = TestLine.quick().ask("AT+CMGF=1;+CLIP=1;+CUSD=1", "\r\nOK\r\n");
    private final ControlSession session = new ControlSession(3, number -> line.modem());

    private ControlSessionTest does(String command, String answer) {
        assertThat(session.accept(command).toCompletableFuture().join().text())
                .as(command)
                .isEqualTo(answer + "\n");
        return this;
    }

    private ControlSessionTest prints(String expected) {
        line.printed(expected);
        return this;
    }

    @Test
    void messagesComeAndGo() {
        does("message +8613800138000 two \\\\ lines\\nhere", "OK")
                .prints("\r\n+CMTI: \"SM\",1\r\n")
                .does("pdu 040581010000000062700260157400" + "0AE8329BFD4697D9EC37", "OK")
                .prints("\r\n+CMTI: \"SM\",2\r\n")
                .does("sent", "OK");
        line.ask("AT+CMGS=\"10010\"", "\r\n> ").raw("a\r\nb\u001A", "\r\n+CMGS: 1\r\n\r\nOK\r\n");
        does("sent", "- 10010 a\\nb\nOK")
                .does("network lost", "OK")
                .does("message 1 x", "OK the network keeps 1")
                .does("network back", "OK")
                .prints("\r\n+CMTI: \"SM\",3\r\n");
        line.send("AT+CMGR=1");
        assertThat(line.after(Duration.ZERO)).endsWith("\r\ntwo \\ lines\nhere\r\n\r\nOK\r\n");
    }

    @Test
    void callsComeAndEnd() {
        does("call +8613800138000", "OK")
                .prints("\r\nRING\r\n\r\n+CLIP: \"+8613800138000\",145,,,,0\r\n")
                .does("call 1", "ERROR unreachable: the module is busy or not on the network")
                .does("hang-up", "OK")
                .prints("\r\nNO CARRIER\r\n")
                .does("hang-up", "ERROR unreachable: there is no voice call")
                .does("end-data", "ERROR unreachable: there is no data call");
        line.ask("ATD*99#", "\r\nCONNECT\r\n");
        does("end-data", "OK").prints("\r\nNO CARRIER\r\n");
    }

    @Test
    void ussdIsAnswered() {
        line.ask("AT+CUSD=1,\"*100#\"", "\r\nOK\r\n");
        does("ussd-request", "- *100#\nOK")
                .does("ussd 1 1 balance", "OK")
                .prints("\r\n+CUSD: 1,\"1 balance\",15\r\n")
                .does("ussd 2", "OK")
                .prints("\r\n+CUSD: 2\r\n")
                .does("ussd-request", "OK");
    }

    @Test
    void whatHappensToTheModuleHappens() {
        line.ask("AT+CREG=1", "\r\nOK\r\n");
        does("registration 5", "OK")
                .prints("\r\n+CREG: 5\r\n")
                .does("sim out", "OK")
                .prints("\r\n+SIM: Removed\r\n\r\n+SIM DROP\r\n\r\n+CREG: 0\r\n")
                .does("call 1", "ERROR unreachable: the module is busy or not on the network")
                .does("sim in", "OK")
                .prints("\r\n+SIM: Inserted\r\n\r\n+SIM READY\r\n\r\n+CREG: 1\r\n")
                .does("power-cycle", "OK")
                .prints("\r\nAT command ready\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void whatBefallsTheModuleBefallsIt() {
        line.open();
        does("mqtt-break 1 3", "OK")
                .prints("\r\n+MQTTBREAK: 1,3\r\n")
                .does("bearer lost", "OK")
                .prints("\r\n+MIPCALL: 0\r\n");
        line.open();
        does("switch break-cause=2", "OK")
                .does("mqtt-break 1", "OK")
                .prints("\r\n+MQTTBREAK: 1,2\r\n")
                .does("bearer stale", "OK");
        line.ask("AT+MIPCALL?", "\r\n+MIPCALL: 1,0.0.0.0\r\n\r\nOK\r\n");
        does("bearer busy", "OK");
        line.ask("AT+MIPCALL?", "\r\n+MIPCALL: 2\r\n\r\nOK\r\n");
        does("radio flight", "OK").prints("\r\n+MIPCALL: 0\r\n").does("radio off", "OK");
        line.ask("AT+CFUN?", "\r\n+CFUN: 0\r\n\r\nOK\r\n");
        does("radio on", "OK").does("noise 00fF0d", "OK").prints("\0\u00ff\r").does("echo on", "OK");
        line.ask("AT", "AT\r\r\nOK\r\n");
        does("echo off", "OK").does("hang", "OK");
        line.ask("AT", "");
        does("power-cycle", "OK").prints("\r\nAT command ready\r\n\r\n+SIM READY\r\n");
    }

    @Test
    void everySwitchMovesWhileTheModuleRuns() {
        does("switch csq=9,99", "OK");
        line.ask("AT+CSQ", "\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
        does("switch error=AT+CSQ:1:30", "OK");
        line.numbered().ask("AT+CSQ", "\r\n+CME ERROR: 30\r\n").ask("AT+CSQ", "\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
        does("switch error=AT+CSQ:1:30", "OK");
        line.ask("AT+CSQ", "\r\n+CME ERROR: 30\r\n");
        does("switch buffer=1024", "OK");
        line.ask("AT" + " ".repeat(1023), "").ask("AT", "\r\nOK\r\n");
        does("switch cpin=not-inserted", "OK").prints("\r\n+SIM: Removed\r\n\r\n+SIM DROP\r\n");
        line.ask("AT+CPIN?", "\r\n+CME ERROR: 10\r\n");
        does("switch pin=99999", "OK");
        String all = session.accept("switches").toCompletableFuture().join().text();
        assertThat(all.lines())
                .hasSize(Switch.values().length + 1)
                .contains("- csq=9,99", "- pin=****", "- pacing=off");
    }

    @Test
    void aSwitchThatOnlyPowerUpReadsIsAnsweredSo() {
        does("switch imei=861234050000099", "OK at the next power-up");
        line.ask("AT+CGSN", "\r\n861234050000010\r\n\r\nOK\r\n");
        does("switch registration=3", "OK at the next power-up");
        line.ask("AT+CREG?", "\r\n+CREG: 0,1\r\n\r\nOK\r\n");
        does("power-cycle", "OK");
        line.after(Duration.ofSeconds(10));
        line.ask("ATE0", "ATE0\r\r\nOK\r\n")
                .ask("AT+CGSN", "\r\n861234050000099\r\n\r\nOK\r\n")
                .ask("AT+CREG?", "\r\n+CREG: 0,3\r\n\r\nOK\r\n");
    }

    @Test
    void helpNamesEveryCommand() {
        String help = session.accept("help").toCompletableFuture().join().text();
        ControlCommands.ALL.forEach(command -> assertThat(help).contains("- " + command.usage() + ": "));
    }

    @Test
    void helpShowsAnEscapeAsItIsWritten() {
        String help = session.accept("help").toCompletableFuture().join().text();
        assertThat(help).contains("- message SENDER TEXT: Sends a text message to the module; \\n is a line end.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring 1|ERROR unknown-command: 'ring'; help lists the commands",
                "message|ERROR wrong-arguments: 2 words are wanted",
                "message 1|ERROR wrong-arguments: 2 words are wanted",
                "message a-name-that-is-long x|ERROR wrong-arguments: 'a-name-that-is-long' is neither a number nor a name",
                "message 1 \\x|ERROR wrong-arguments: after a backslash come n, r or another one",
                "message 1 \\|ERROR wrong-arguments: after a backslash come n, r or another one",
                "pdu 0405|ERROR wrong-arguments: a PDU ends too early",
                "call 1 2|ERROR wrong-arguments: one word is wanted",
                "sent all|ERROR wrong-arguments: nothing may follow",
                "ussd 3 x|ERROR wrong-arguments: 0, 1 or 2, and a text",
                "sim away|ERROR wrong-arguments: in or out",
                "network gone|ERROR wrong-arguments: lost or back",
                "radio high|ERROR wrong-arguments: on, off or flight",
                "bearer up|ERROR wrong-arguments: lost, stale or busy",
                "mqtt-break|ERROR wrong-arguments: 1 or 2, and a cause from 0 to 9",
                "mqtt-break 3|ERROR wrong-arguments: 1 or 2, and a cause from 0 to 9",
                "mqtt-break 1 10|ERROR wrong-arguments: 1 or 2, and a cause from 0 to 9",
                "echo|ERROR wrong-arguments: on or off",
                "noise 0|ERROR wrong-arguments: pairs of hexadecimal digits are wanted",
                "noise|ERROR wrong-arguments: pairs of hexadecimal digits are wanted",
                "hang up|ERROR wrong-arguments: nothing may follow",
                "registration 6|ERROR wrong-arguments: a status is a number from 0 to 5",
                "module 3|ERROR wrong-arguments: modules have the numbers 0 to 2",
                "switch csq|ERROR wrong-arguments: 'csq' is not name=position",
                "switch csq=x|ERROR wrong-arguments: switch csq has no position 'x', but <rssi>,<ber>"
            })
    void everyBadLineIsAnswered(String command, String answer) {
        does(command, answer);
    }

    @Test
    void textLongerThanTheNetworkCarriesIsRefused() {
        does("message 1 " + "x".repeat(256 * 153), "ERROR wrong-arguments: a text of 256 messages");
    }

    @Test
    void aSessionMeansOneModuleAtATime() {
        int[] asked = {-1};
        ControlSession several = new ControlSession(2, number -> {
            asked[0] = number;
            return line.modem();
        });
        several.accept("module 1");
        several.accept("call 1");
        assertThat(asked[0]).isOne();
    }
}
