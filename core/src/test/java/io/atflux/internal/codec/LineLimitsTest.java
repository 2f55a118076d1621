package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits exact to the byte, in one read and byte by byte. */
class LineLimitsTest {

    private static final List<CountedLine> NONE = List.of();

    @Test
    void aLineAsLongAsTheLimitIsGivenAndOneByteMoreIsNot() {
        expect(5, false, NONE, "\r\n12345\r\nOK\r\n", "RN|12345", "RN|OK");
        expect(5, false, NONE, "\r\n123456\r\nOK\r\n", "OVERLONG 6", "RN|OK");
    }

    @Test
    void soIsOneOfWhichABeginningIsThere() {
        assertThat(Frames.of(5, false, NONE, "123", "45\r\n")).containsExactly("|12345");
        assertThat(Frames.of(5, false, NONE, "123", "456\r\n")).containsExactly("OVERLONG 6");
        assertThat(Frames.of(5, false, NONE, "12345", "\r\n")).containsExactly("|12345");
    }

    @Test
    void theLineBehindOneThatIsTooLongHasNothingOfIt() {
        expect(5, false, NONE, "\n\n1234567890\rab\n", "OVERLONG 10", "R|ab");
        expect(5, false, NONE, "123456\r1234567\r12\r", "OVERLONG 6", "OVERLONG 7", "R|12");
    }

    @Test
    void longLinesComeWholeHoweverTheyAreRead() {
        String text = "0123456789".repeat(20);
        assertThat(Frames.of(1_000, false, NONE, text, text, text + "\r\n")).containsExactly("|" + text + text + text);
        assertThat(Frames.of(201, false, NONE, text, "x", "\r\n")).containsExactly("|" + text + "x");
        List<CountedLine> counted =
                List.of(new CountedLine("+W", 1, p -> p.number(0).orElse(-1)));
        String digits = "1".repeat(96);
        expect(100, false, counted, "+W: " + digits + "\r\nOK\r\n", "|+W: " + digits, "RN|OK");
        expect(100, false, counted, "+W: " + digits + "1\r\nOK\r\n", "OVERLONG 101", "RN|OK");
    }

    @Test
    void theBlankBehindAPromptIsNobodys() {
        expect(9, true, NONE, "\r\n> OK\r\n", "RN|PROMPT", "|OK");
        expect(9, true, NONE, "\r\n>  OK\r\n", "RN|PROMPT", "|OK");
    }

    @Test
    void aLineTooLongHidesNoPromptBehindIt() {
        expect(5, true, NONE, "\r\n123456\r\n> ", "OVERLONG 6", "RN|PROMPT");
    }

    @Test
    void blanksBeforeALineAreItsWhileAPromptIsAwaitedToo() {
        expect(5, true, NONE, "\r\n  x\r\n", "RN|  x");
        expect(5, true, NONE, "\r\n  x>\r\n", "RN|  x>");
        expect(5, true, NONE, "\r\n  >", "RN|PROMPT");
        expect(5, true, NONE, "\r\n     >", "RN|PROMPT");
        expect(5, true, NONE, "\r\n      >\r\nOK\r\n", "OVERLONG 7", "RN|OK");
        expect(5, true, NONE, "\r\n     \r\nOK\r\n", "RN|OK");
        expect(5, true, NONE, "\r\n      \r\nOK\r\n", "OVERLONG 6", "RN|OK");
    }

    @Test
    void aLineOfBlanksAndTabsIsNoneAndOneOfAnythingElseIs() {
        expect(9, false, NONE, " \r\n", new String[0]);
        expect(9, false, NONE, "\t\r\n", new String[0]);
        expect(9, false, NONE, " \t \r\n", new String[0]);
        expect(9, false, NONE, " x \r\n", "| x ");
        expect(9, false, NONE, "\tx\r\n", "|\tx");
        expect(9, false, NONE, "x \r\n", "|x ");
        expect(9, false, NONE, "\u000b\r\n", "|\u000b");
    }

    @Test
    void nulsBeforeALineAreCountedByTheRead() {
        assertThat(Frames.of(9, false, NONE, "\r\n\0\0\0OK\r\n")).containsExactly("NOISE 3", "RN|OK");
        assertThat(Frames.of(9, false, NONE, "\0\0", "\0", "OK\r\n")).containsExactly("NOISE 2", "NOISE 1", "|OK");
        assertThat(Frames.of(9, false, NONE, "O\0K\r\n")).containsExactly("|O\0K");
    }

    private static void expect(int most, boolean prompt, List<CountedLine> counted, String in, String... frames) {
        assertThat(Frames.of(most, prompt, counted, in)).containsExactly(frames);
        assertThat(Frames.of(most, prompt, counted, in.split(""))).containsExactly(frames);
    }
}
