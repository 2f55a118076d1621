package io.atflux.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of 27.007 9.2 and 27.005 3.2.5, by number and by text. */
class StandardErrorsTest {

    private static final ErrorTable TABLE = Profiles.generic().errors();

    private static int[] cme() {
        return IntStream.rangeClosed(0, 600)
                .filter(n -> TABLE.cme("" + n).reason() != null)
                .toArray();
    }

    private static int[] cms() {
        return IntStream.rangeClosed(0, 600)
                .filter(n -> TABLE.cms("" + n).reason() != null)
                .toArray();
    }

    @Test
    void eachNumberOfTheTablesHasItsText() {
        assertThat(cme()).hasSize(110).contains(0, 48, 63, 100, 103, 115, 148, 165, 182);
        assertThat(cms()).hasSize(72).contains(1, 127, 128, 213, 255, 300, 318, 340, 500);
    }

    @Test
    void eachTextFindsItsNumberAgainOrALowerOneOfTheSameText() {
        for (int number : cme()) {
            Integer found = TABLE.cme(
                            Objects.requireNonNull(TABLE.cme("" + number).reason()))
                    .number();
            assertThat(found).isIn(number, number == 157 ? 122 : number);
        }
        for (int number : cms()) {
            Integer found = TABLE.cms(
                            Objects.requireNonNull(TABLE.cms("" + number).reason()))
                    .number();
            assertThat(found).isIn(number, number == 211 ? 22 : number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIM not inserted",
                "(U)SIM not inserted",
                "USIM not inserted",
                "sim NOT inserted",
                " SIM not  inserted. "
            })
    void textsAreComparedByTheirLettersAndDigits(String text) {
        assertThat(TABLE.cme(text).number()).isEqualTo(10);
        assertThat(TABLE.cms(text).number()).isEqualTo(310);
        assertThat(TABLE.cme(text).reason()).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "PH SIM PIN required,5",
        "PH-(U)SIM PIN required,5",
        "phone adaptor link reserved,2",
        "SIM PIN2 required,17",
        "SIM PIN required,11",
        "Network not allowed (emergency calls only),32"
    })
    void digitsTellTextsApart(String text, int number) {
        assertThat(TABLE.cme(text).number()).isEqualTo(number);
    }

    @Test
    void textWithoutAnyLetterFindsNothing() {
        assertThat(TABLE.cme("?!").number()).isNull();
        assertThat(TABLE.cme("no such error").number()).isNull();
    }
}
