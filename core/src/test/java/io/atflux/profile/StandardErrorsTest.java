package io.atflux.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of 27.007 9.2 and 27.005 3.2.5, by number and by text. */
class StandardErrorsTest {

    private static final ErrorTable TABLE = Profiles.generic().errors();

    /** Numbers whose text a lower number has as well. */
    private static final Map<Integer, Integer> ELSEWHERE = Map.of(157, 122, 158, 117, 190, 117);

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
    @Tag("27.007:9.2.1")
    @Tag("27.007:9.2.2")
    @Tag("27.007:9.2.3")
    @Tag("27.005:3.2.5-relay")
    @Tag("27.005:3.2.5-transfer")
    @Tag("27.005:3.2.5-own")
    void eachNumberOfTheTablesHasItsText() {
        assertThat(cme()).hasSize(177).contains(0, 48, 63, 100, 102, 115, 148, 165, 182, 204, 233);
        assertThat(cms()).hasSize(73).contains(1, 17, 127, 128, 213, 255, 300, 318, 340, 500);
    }

    @Test
    @Tag("27.007:9.2.1")
    @Tag("27.007:9.2.3")
    @Tag("27.005:3.2.5-transfer")
    void eachTextFindsItsNumberAgainOrALowerOneOfTheSameText() {
        for (int number : cme()) {
            Integer found = TABLE.cme(
                            Objects.requireNonNull(TABLE.cme("" + number).reason()))
                    .number();
            assertThat(found).isEqualTo(ELSEWHERE.getOrDefault(number, number));
        }
        for (int number : cms()) {
            Integer found = TABLE.cms(
                            Objects.requireNonNull(TABLE.cms("" + number).reason()))
                    .number();
            assertThat(found).isEqualTo(number == 211 ? 22 : number);
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
    @Tag("27.007:9.2.1")
    @Tag("27.005:3.2.5-own")
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
    @Tag("27.007:9.2.1")
    void digitsTellTextsApart(String text, int number) {
        assertThat(TABLE.cme(text).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "103 | illegal MS | Illegal UE",
                "107 | GPRS services not allowed | EPS services not allowed",
                "107 | GPRS services not allowed | 5GS services not allowed",
                "115 | no suitable cells in location area | No Suitable Cells In Tracking Area",
                "137 | QoS not accepted | EPS QoS not accepted",
                "143 | unknown PDP context | Invalid EPS bearer identity",
                "173 | invalid mandatory information | Mandatory information element error",
                "178 | maximum number of PDP contexts reached | Maximum number of PDU sessions reached",
                "192 | PDP type IPv4 only allowed | PDN type IPv4 only allowed",
                "202 | PDN connection does not exist | PDU session does not exist"
            })
    @Tag("27.007:9.2.2")
    void theSameCauseHasANameOfItsOwnInEachGeneration(int number, String gprs, String other) {
        assertThat(TABLE.cme("" + number).reason()).isEqualTo(gprs);
        assertThat(TABLE.cme(gprs).number()).isEqualTo(number);
        assertThat(TABLE.cme(other).number()).isEqualTo(number);
        assertThat(TABLE.adding(Map.of(900, "network refused")).cme(other).number())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "174 | message type non-existent or not implemented",
                "184 | invalid PTI value",
                "186 | message not compatible with protocol state",
                "201 | ESM information not received",
                "204 | severe network failure",
                "208 | message type not compatible with protocol state",
                "209 | information element non-existent or not implemented",
                "221 | PTI mismatch",
                "233 | wireline access area not allowed"
            })
    @Tag("27.007:9.2.2")
    void causesOfReleaseFifteenAndLaterHaveTheirTexts(int number, String text) {
        assertThat(TABLE.cme("" + number).reason()).isEqualTo(text);
        assertThat(TABLE.cme(text).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"27 | Destination out of service", "95 | Invalid message, unspecified", "17 | Network failure"})
    @Tag("27.005:3.2.5-relay")
    void messagesThatTheNetworkRefusesHaveTheirNumberByEitherName(int number, String text) {
        assertThat(TABLE.cms(text).number()).isEqualTo(number);
    }

    @Test
    void textWithoutAnyLetterFindsNothing() {
        assertThat(TABLE.cme("?!").number()).isNull();
        assertThat(TABLE.cme("no such error").number()).isNull();
    }
}
