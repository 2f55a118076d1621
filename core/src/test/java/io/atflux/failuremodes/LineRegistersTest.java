package io.atflux.failuremodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3, S4 and S5: the characters that end and edit lines. */
class LineRegistersTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session = modem.session(AtClient.over(modem).profile(Profiles.generic()));
    private final List<Object> got = new ArrayList<>();

    private void sends(String line) {
        session.send(AtCommand.raw(line))
                .subscribe(reply -> got.add(reply.texts() + reply.result().text()), got::add);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATS3=38",
                "ATS3=10",
                "ATS3=",
                "ats3=30",
                "ATE0S3=38",
                "AT+CMEE=1;S3=38",
                "ATS3=13S3=38",
                "ATS3=9999999999"
            })
    @Tag("V.250:5.3.2")
    @Tag("V.250:6.2.1")
    void anotherEndOfCommandLinesIsRefusedBeforeItIsWritten(String line) {
        sends(line);
        assertThat(got).singleElement().isInstanceOfSatisfying(AtUsageException.class, refused -> {
            assertThat(refused).hasMessageContaining("different line ends");
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
        });
        assertThat(modem.sentLines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATS4=37", "ATS4=", "ATS4=0", "ATS4=128", "ATS4=000013S4=32"})
    @Tag("V.250:6.2.2")
    void aFormattingCharacterThatEndsNoLineIsRefused(String line) {
        sends(line);
        assertThat(got).singleElement().isInstanceOf(AtUsageException.class);
        assertThat(modem.sentLines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATS5=65", "ATS5=32", "ATS5=9", "ATS5=126", "ATS5=128"})
    @Tag("V.250:6.2.3")
    void anEditingCharacterThatCommandLinesCarryIsRefused(String line) {
        sends(line);
        assertThat(got).singleElement().isInstanceOf(AtUsageException.class);
        assertThat(modem.sentLines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATS3=13",
                "ATS3=013",
                "ATS4=10",
                "ATS5=8",
                "ATS5=127",
                "ATS5=",
                "ATS30=38",
                "ATS13=38",
                "ATS7=60",
                "ATS3?",
                "ATDS3=38",
                "AT+X=\"a;S3=38\"",
                "AT+X=S3=38"
            })
    @Tag("V.250:6.2.1")
    @Tag("V.250:6.2.3")
    void whatLeavesThemReadableIsWritten(String line) {
        modem.when(line).answers("OK");
        sends(line);
        assertThat(got).containsExactly("[]OK");
        assertThat(modem.sentLines()).containsExactly(line);
    }

    @Test
    @Tag("V.250:6.2.2")
    void theResultCodeComesWithTheNewFormattingCharacter() {
        modem.when("ATS4=13").answersRaw("\r\rOK\r\r");
        modem.when("AT+CSQ").answersRaw("\r\r+CSQ: 20,99\r\r\r\rOK\r\r");
        sends("ATS4=13");
        sends("AT+CSQ");
        assertThat(got).containsExactly("[]OK", "[+CSQ: 20,99]OK");
    }

    @Test
    @Tag("V.250:5.3.2")
    void aRegisterIsReadAsThreeDigits() {
        modem.when("ATS3?").answers("013", "OK");
        sends("ATS3?");
        assertThat(got).containsExactly("[013]OK");
    }
}
