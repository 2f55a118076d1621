package io.atflux.samples.modem.command;

import io.atflux.samples.modem.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of V.250: values outside those that the test commands list are refused. */
class SettingsTest {

    private final TestLine line = TestLine.quick();

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1", "921599", "1843200", "-1", "", "9600,1"})
    void aSpeedThatIsNotListedIsRefusedAndTheOldOneStays(String speed) {
        line.ask("AT+IPR=" + speed, "\r\nERROR\r\n")
                .numbered()
                .ask("AT+IPR=" + speed, "\r\n+CME ERROR: 53\r\n")
                .ask("AT+IPR?", "\r\n+IPR: 115200\r\n\r\nOK\r\n");
    }

    @Test
    void eachListedSpeedIsTaken() {
        line.ask(
                "AT+IPR=?",
                "\r\n+IPR: (0,1200,2400,4800,9600,14400,19200,28800,38400,57600,115200,230400,460800,921600)\r\n\r\nOK\r\n");
        for (String speed :
                "0,1200,2400,4800,9600,14400,19200,28800,38400,57600,115200,230400,460800,921600".split(",")) {
            line.ask("AT+IPR=" + speed, "\r\nOK\r\n").ask("AT+IPR?", "\r\n+IPR: " + speed + "\r\n\r\nOK\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATZ5", "AT&F5", "AT&W5"})
    void aProfileThatThereIsNotIsRefused(String command) {
        line.ask(command, "\r\nERROR\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT&F", "AT&F0", "AT&F1", "AT&W", "AT&W0"})
    void aProfileThatThereIsIsTaken(String command) {
        line.ask(command, "\r\nOK\r\n");
    }
}
