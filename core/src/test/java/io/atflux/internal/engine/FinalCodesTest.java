package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtOptions;
import io.atflux.command.AtCommand;
import io.atflux.command.FinalResult;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Final results by command: V.250 table 1 and 5.7.1, 27.007 9.2, 27.005 3.2.5. */
class FinalCodesTest {

    private final AtProfile profile = AtProfile.builder("test")
            .errorFinal("FAIL")
            .errorFinal("+FTP ERROR")
            .build();
    private final FinalCodes codes = new FinalCodes(profile);
    private final Seat read = seat("AT+CSQ");
    private final Seat call = seat("ATD123;");

    private Seat seat(String line) {
        return new Seat(Prepared.of(AtCommand.raw(line).spec(), profile), null, AtOptions.defaults());
    }

    private @Nullable FinalResult parse(String line, @Nullable Seat awaited) {
        return codes.parse(AtLine.of(line), awaited, false);
    }

    private @Nullable FinalResult number(String line, @Nullable Seat awaited) {
        return codes.parse(AtLine.of(line), awaited, true);
    }

    @Test
    void theVerboseCodesAreWholeLines() {
        assertThat(parse("OK", null)).isSameAs(FinalResult.OK);
        assertThat(parse("OK ", null)).isSameAs(FinalResult.OK);
        assertThat(parse("ERROR", null)).isSameAs(FinalResult.ERROR);
        assertThat(parse("ERROR ", null)).isSameAs(FinalResult.ERROR);
        for (String other : new String[] {"OKAY", "OX", "KO", "XOK", "ERRORS", "AN ERROR", "O", "0"}) {
            assertThat(parse(other, read)).as(other).isNull();
        }
    }

    @Test
    void anErrorWithAReasonHasItsNumber() {
        assertThat(parse("+CME ERROR: 4711", null)).isEqualTo(new FinalResult.Cme(4711, null));
        assertThat(parse("+CMS ERROR: 4711", null)).isEqualTo(new FinalResult.Cms(4711, null));
        assertThat(parse("+CME: 4", null)).isNull();
    }

    @Test
    void theProfilesOwnTextsAreFinalWholeAndWithoutSpacesBehindThem() {
        assertThat(parse("FAIL", null)).isEqualTo(new FinalResult.Error("FAIL"));
        assertThat(parse("FAIL ", null)).isEqualTo(new FinalResult.Error("FAIL"));
        assertThat(parse("+FTP ERROR ", null)).isEqualTo(new FinalResult.Error("+FTP ERROR"));
        assertThat(parse("FAILED", null)).isNull();
        assertThat(parse("+FTP ERRORS", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT",
                "CONNECT 9600",
                "CONNECT 0",
                "CONNECT 115200 V.42",
                "NO CARRIER",
                "BUSY",
                "NO ANSWER",
                "NO DIALTONE",
                "NO DIAL TONE"
            })
    void aCallResultIsFinalForACallAndForNobodyElse(String text) {
        assertThat(parse(text, call)).isEqualTo(new FinalResult.Call(text));
        assertThat(parse(text, read)).isNull();
        assertThat(parse(text, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT OK", "CONNECT :", "CONNECT /", "CONNECTED", "CONNECT9600", "BUSY NOW", "RING"})
    void whatOnlyBeginsLikeACallResultIsNone(String text) {
        assertThat(parse(text, call)).isNull();
    }

    @Test
    void anAbortedCommandMayEndWithItsOwnWordAndNoOther() {
        assertThat(parse("ABORTED", read)).isNull();
        assertThat(parse("ABORTED", null)).isNull();
        read.abandon();
        assertThat(parse("ABORTED", read)).isEqualTo(new FinalResult.Error("ABORTED"));
        assertThat(parse("ABORT", read)).isNull();
    }

    @Test
    void aNumberIsFinalWhereResultCodesAreNumbers() {
        assertThat(number("0", null)).isSameAs(FinalResult.OK);
        assertThat(number("4", null)).isSameAs(FinalResult.ERROR);
        String[] results = {"CONNECT", "NO CARRIER", "NO DIALTONE", "BUSY", "NO ANSWER"};
        String[] numbers = {"1", "3", "6", "7", "8"};
        for (int i = 0; i < numbers.length; i++) {
            assertThat(number(numbers[i], call)).isEqualTo(new FinalResult.Call(results[i]));
            assertThat(number(numbers[i], read)).isNull();
            assertThat(number(numbers[i], null)).isNull();
        }
        for (String none : new String[] {"2", "5", "9", "A"}) {
            assertThat(number(none, call)).isNull();
        }
        assertThat(number("00", call)).isNull();
        assertThat(number("OK", call)).isSameAs(FinalResult.OK);
    }
}
