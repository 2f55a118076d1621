package io.atflux.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.CommandText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AT+CPIN=\"1234\"           | AT+CPIN=\"****\"",
                "at+cpin=1234               | at+cpin=****",
                "AT+CPIN=\"1234\",\"98765\" | AT+CPIN=\"****\",\"*****\"",
                "AT+CSQ;+CPIN=\"1234\"      | AT+CSQ;+CPIN=\"****\"",
                "AT+CPIN=\"12;34\"          | AT+CPIN=\"*****\"",
                "AT+CPIN?                   | AT+CPIN?",
                "AT+CPIN=                   | AT+CPIN=",
                "AT+CSQ                     | AT+CSQ",
                "ATD1234                    | ATD1234",
                "ATE0+CPIN=\"4711\"       | ATE0+CPIN=\"****\"",
                "ATE0V1;+CPIN=4711          | ATE0V1;+CPIN=****",
                "AT&F+CPIN=\"4711\";+CSQ  | AT&F+CPIN=\"****\";+CSQ",
                "AT+X=\";+CPIN=\"4711\"  | AT+X=\";+CPIN=\"****\"",
                "AT+CPIN=\"4711            | AT+CPIN=\"****",
                "AT+CPIN = \"4711\"       | AT+CPIN = \"****\"",
                "AT+CPWD=\"SC\",\"4711\",\"0815\" | AT+CPWD=\"SC\",\"****\",\"****\"",
                "AT+CPIN2=\"4711\"        | AT+CPIN2=\"4711\""
            })
    @Tag("V.250:5.2.6")
    @Tag("V.250:5.4.5.1")
    void secretParametersAreHiddenAtTheirLength(String line, String shown) {
        assertThat(Profiles.generic().masked(line)).isEqualTo(shown);
        assertThat(Profiles.generic().masked(CommandText.of(line)).masked()).isEqualTo(shown);
        assertThat(Profiles.generic().masked(CommandText.of(line)).wire()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"A | A", "`` | ``", "AT+CPIN=\"12€4\" | AT+CPIN=\"****\""})
    void linesThatCannotBeWrittenAreMaskedAsWell(String line, String shown) {
        assertThat(Profiles.generic().masked(line)).isEqualTo(shown);
    }
}
