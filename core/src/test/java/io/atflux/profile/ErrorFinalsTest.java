package io.atflux.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.FinalResult;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Final results in a vendor's spelling, which only its profile makes final. */
class ErrorFinalsTest {

    private static final AtProfile PROFILE = Profiles.generic()
            .mutate()
            .errorFinal("COMMAND NOT SUPPORT")
            .errorFinal("Error")
            .errorFinal("+ERROR")
            .errorFinalWithNumber("+CME ERROR")
            .errorFinalWithNumber("+CME: ERROR")
            .errorFinalWithNumber("CME ERROR:")
            .errorFinalWithNumber("+TCPIP ERROR")
            .errorFinalWithNumber("ERROR:")
            .errorFinalWithNumber("MODEM ERROR")
            .build();

    private final ScriptedModem modem = new ScriptedModem();

    private Throwable failure(AtProfile profile, String line) {
        modem.when("AT+X").answers(line);
        AtSession session = modem.session(AtClient.over(modem).profile(profile));
        List<Throwable> failures = new ArrayList<>();
        session.send(AtCommand.of("AT+X")).subscribe(reply -> {}, failures::add);
        modem.advance(Duration.ofSeconds(1));
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "+CME ERROR 58,58",
        "+CME ERROR : 58,58",
        "+CME: ERROR 3,3",
        "CME ERROR: 58,58",
        "+TCPIP ERROR: 631,",
        "ERROR: 27,",
        "MODEM ERROR: 5,",
        "COMMAND NOT SUPPORT,",
        "Error,",
        "+ERROR,"
    })
    @Tag("V.250:5.8.1")
    void lineOfTheProfileEndsACommand(String line, Integer code) {
        assertThat(failure(PROFILE, line)).isInstanceOfSatisfying(AtRejectedException.class, no -> {
            assertThat(no.code()).isEqualTo(code == null ? OptionalInt.empty() : OptionalInt.of(code));
            if (code == null) {
                assertThat(no.result()).isEqualTo(new FinalResult.Error(line));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+CME ERROR 58",
                "+CME ERROR : 58",
                "+CME: ERROR 3",
                "CME ERROR: 58",
                "+TCPIP ERROR: 631",
                "ERROR: 27",
                "MODEM ERROR: 5",
                "COMMAND NOT SUPPORT",
                "Error"
            })
    @Tag("V.250:5.8.1")
    void withoutTheProfileItIsALineAsAnyOther(String line) {
        assertThat(failure(Profiles.generic(), line)).isInstanceOf(AtTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR: 27 bytes", "ERROR:", "MODEM ERROR: 1234567", "+TCPIP ERROR: -1", "My ERROR: 27"})
    void onlyANumberMayStandBehindABeginning(String line) {
        assertThat(failure(PROFILE, line)).isInstanceOf(AtTimeoutException.class);
    }

    @Test
    void addedProfileBringsItsFinals() {
        AtProfile both = Profiles.generic().mutate().adding(PROFILE).build();
        assertThat(both.errorFinal("+CME: ERROR 3")).isNotNull();
        assertThat(both.errorFinal("COMMAND NOT SUPPORT")).isNotNull();
    }

    @Test
    void emptyBeginningIsRefused() {
        assertThatThrownBy(() -> Profiles.generic().mutate().errorFinalWithNumber(" "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCanBeNoErrorIsRefused() {
        AtProfile.Builder builder = AtProfile.builder("some");
        assertThatThrownBy(() -> builder.errorFinal("OK"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OK ends a command well, so it is no error");
        assertThatThrownBy(() -> builder.errorFinal(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a blank line ends no command");
    }
}
