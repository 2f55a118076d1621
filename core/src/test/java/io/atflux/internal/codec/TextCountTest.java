package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.line.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that a line announced: below it, counted, and given up. */
class TextCountTest {

    private final List<Long> marks = new ArrayList<>();
    private final Frames frames = new Frames();
    private @Nullable String end;
    private final LineScanner scanner = new LineScanner(new Announcing(), 100);

    /** {@code +N: 3} announces three bytes of text. */
    private final class Announcing implements FrameSink {
        @Override
        public void line(AtLine line) {
            frames.line(line);
            marks.add(scanner.markOfLine());
            if (line.isNamed("+N")) {
                scanner.count(line.parameters().number(0).orElse(0), end);
            }
        }

        @Override
        public boolean prompt(String lead) {
            return frames.prompt(lead);
        }

        @Override
        public void overlong(long bytes) {
            frames.overlong(bytes);
        }

        @Override
        public void noise(int bytes) {
            frames.noise(bytes);
        }
    }

    private void reads(String... chunks) {
        for (String chunk : chunks) {
            scanner.feed(Frames.bytes(chunk));
        }
    }

    private static String ends(String shown) {
        return shown.replace('R', '\r').replace('N', '\n');
    }

    /** If the line end is not known, the first sequence that may be one stands before the text. */
    @ParameterizedTest
    @CsvSource({
        "RN, '', RN",
        "RRN, '', RRN",
        "N, '', N",
        "R, '', R",
        "RNN, N, RN",
        "RNR, R, RN",
        "NR, R, N",
        "NN, N, N",
        "RRR, R, RR",
        "RRNN, N, RRN"
    })
    void aLineEndOfAnyKindIsNotCounted(String between, String ofTheText, String lead) {
        int length = 3 + ofTheText.length();
        reads("+N: " + length + ends(between) + "ab>\r\nOK\r\n");
        assertThat(frames.seen()).containsExactly("|+N: " + length, lead + "|" + ends(ofTheText) + "ab>", "RN|OK");
    }

    /** The bytes of a short message of 8 characters, with line ends other than the profile declares. */
    @ParameterizedTest
    @CsvSource({"RN, NR, N, R", "RN, N, N, ''", "RN, R, R, ''", "RN, RRN, RRN, ''", "N, RN, RN, ''", "N, RRN, RRN, ''"})
    void whereAnotherLineEndIsDeclaredTheLastLineOfATextIsNotLost(
            String declared, String shown, String lead, String ofTheText) {
        end = ends(declared);
        reads("+N: 8" + ends(shown) + "137\r\n\r\n>" + ends(shown) + ends(shown) + "OK" + ends(shown));
        assertThat(frames.seen())
                .containsExactly("|+N: 8", lead + "|" + ends(ofTheText) + "137\r\n\r\n>", shown + shown + "|OK");
    }

    @Test
    void aLineEndWithinTheTextIsCounted() {
        reads("+N: 3\ra", "\nb\r\nOK\r\n");
        assertThat(frames.seen()).containsExactly("|+N: 3", "R|a\nb", "RN|OK");
    }

    @Test
    void aKnownLineEndIsTakenOnceAndNoOther() {
        end = "\n";
        reads("+N: 3\n\nab\r\nOK\r\n");
        assertThat(frames.seen()).containsExactly("|+N: 3", "N|\nab", "RN|OK");
    }

    @Test
    void theTextIsMarkedWithWhatHeldWhenItsFirstByteCame() {
        scanner.mark(1);
        reads("+N: 3\r\na");
        scanner.mark(2);
        reads("b");
        scanner.mark(3);
        reads("c\r\n");
        assertThat(marks).containsExactly(1L, 1L);
    }

    @Test
    void whatIsGivenUpIsReturnedAndTheNextLineHasNothingOfIt() {
        reads("+N: 9\r\n\r\nab\r\n");
        assertThat(scanner.stopCounting()).isEqualTo("\r\nab\r\n".getBytes(StandardCharsets.US_ASCII));
        reads("OK\r\n");
        assertThat(frames.seen()).containsExactly("|+N: 9", "|OK");
        assertThat(scanner.stopCounting()).isEmpty();
    }

    @Test
    void aLineOfAProfilesOwnIsCountedUntilItsBytesAreThere() {
        scanner.armCounted(List.of(new CountedLine("+V", 1, p -> -1), new CountedLine("+W", 1, p -> p.number(0)
                .orElse(-1))));
        assertThat(scanner.isCounting()).isFalse();
        reads("+W: 4");
        assertThat(scanner.isCounting()).isFalse();
        reads(",");
        assertThat(scanner.isCounting()).isTrue();
        reads("\r\n\r");
        assertThat(scanner.isCounting()).isTrue();
        reads("\n");
        assertThat(scanner.isCounting()).isFalse();
        assertThat(scanner.stopCounting()).isEqualTo("+W: 4,\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void asManyBytesFitAsALineMayHave() {
        assertThat(scanner.fits(100)).isTrue();
        assertThat(scanner.fits(101)).isFalse();
    }

    /** Armed after the prompt's line had begun, so that it applies from the next line on. */
    @Test
    void whatIsArmedWhileAPromptsBlanksCameHoldsBehindThePrompt() {
        scanner.armPrompt(true);
        reads("\r\n ");
        scanner.armCounted(List.of(new CountedLine("+W", 1, p -> p.number(0).orElse(-1))));
        reads(">+W: 4,\r\nOK\r\nOK\r\n");
        assertThat(frames.seen()).containsExactly("RN|PROMPT", "|+W: 4,\r\nOK", "RN|OK");
    }
}
