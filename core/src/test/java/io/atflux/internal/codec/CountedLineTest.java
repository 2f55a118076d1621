package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.line.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedLineTest {

    private static final int MOST = 20;

    private static CountedLine line(String name) {
        return new CountedLine(name, 1, p -> p.number(0).orElse(-1));
    }

    private static void expect(String name, String in, String... frames) {
        assertThat(Frames.of(MOST, false, List.of(line(name)), in)).containsExactly(frames);
        assertThat(Frames.of(MOST, false, List.of(line(name)), in.split(""))).containsExactly(frames);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+AZ", "+az", "+Az"})
    void itsNameIsFoundInAnyCase(String name) {
        expect("+AZ", name + ": 4,\r\nOK\r\nOK\r\n", "|" + name + ": 4,\r\nOK", "RN|OK");
        expect(name, "+aZ: 4,\r\nOK\r\nOK\r\n", "|+aZ: 4,\r\nOK", "RN|OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+{", "+`", "+\u001b", "+X", "+[["})
    void anotherNameIsNotIts(String other) {
        expect("+[", other + ": 4,\r\nOK\r\n", "|" + other + ": 4,", "RN|OK");
    }

    @Test
    void aCommaBehindTheCountedBytesAnnouncesNothing() {
        expect("+W", "+W: 4,abcd,9\r\nOK\r\n", "|+W: 4,abcd,9", "RN|OK");
        expect("+W", "+W: 0,\r\nOK\r\n", "|+W: 0,", "RN|OK");
        expect("+W", "+W: x,4,\r\nOK\r\n", "|+W: x,4,", "RN|OK");
    }

    @Test
    void theBytesAreCountedAsLongAsTheyFitIntoTheLimit() {
        String fits = "a".repeat(12) + "\r";
        expect("+W", "+W: 13," + fits + "\r\nOK\r\n", "|+W: 13," + fits, "RN|OK");
        String more = "a".repeat(12) + "\rb";
        expect("+W", "+W: 14," + more + "\r\nOK\r\n", "|+W: 13,".replace("13", "14") + "a".repeat(12), "R|b", "RN|OK");
    }

    @Test
    void aHeaderAsLongAsTheLimitIsALineAndOneByteMoreIsTooMuch() {
        expect("+W", "+W: 34567890123456789\r\nOK\r\n", "OVERLONG 21", "RN|OK");
        expect("+W", "+W: 3456789012345678\r\nOK\r\n", "|+W: 3456789012345678", "RN|OK");
    }

    @Test
    void itsSizerIsGivenTheParametersBeforeTheBytesAndNothingElse() {
        List<String> given = new ArrayList<>();
        CountedLine line = new CountedLine("+W", 2, p -> {
            given.add(all(p));
            return p.number(1).orElse(-1);
        });
        assertThat(Frames.of(MOST, false, List.of(line), "+W: 7,2,\r\n,x\r\n", "+W: ab,1,\n\r\n"))
                .containsExactly("|+W: 7,2,\r\n,x", "RN|+W: ab,1,\n");
        assertThat(given).containsExactly("7;2", "ab;1");
    }

    private static String all(Parameters parameters) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            each.add(parameters.text(i));
        }
        return String.join(";", each);
    }
}
