package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lead holds exactly the CR and LF bytes that arrived before a line. */
class LeadTest {

    @ParameterizedTest
    @CsvSource({
        "R",
        "N",
        "RN",
        "NR",
        "NN",
        "RR",
        "RNRN",
        "RRNN",
        "NRNR",
        "RRN",
        "NNN",
        "RNN",
        "RNRNRN",
        "RNRNRNRN",
        "RNRNRNRNR",
        "RNRNRNRNRNRNRNRNRNRN"
    })
    void eachLeadIsGivenAsItCame(String lead) {
        String ends = lead.replace('R', '\r').replace('N', '\n');
        assertThat(Frames.of(100, false, List.of(), ends + "OK\r")).containsExactly(lead + "|OK");
        assertThat(Frames.of(100, false, List.of(), (ends + "OK\r").split(""))).containsExactly(lead + "|OK");
    }

    @Test
    void sixtyFourAreKeptAndOfMoreTheLastSixtyFour() {
        assertThat(Frames.of(100, false, List.of(), "\r" + "\n".repeat(63) + "OK\r"))
                .containsExactly("R" + "N".repeat(63) + "|OK");
        assertThat(Frames.of(100, false, List.of(), "\r\r" + "\n".repeat(63) + "OK\r"))
                .containsExactly("R" + "N".repeat(63) + "|OK");
        assertThat(Frames.of(100, false, List.of(), "\r\n".repeat(40) + "\nOK\r"))
                .containsExactly("N" + "RN".repeat(31) + "N" + "|OK");
    }

    @Test
    void behindAPromptALeadBeginsAnew() {
        assertThat(Frames.of(100, true, List.of(), "\r\n> \r\nOK\r\n")).containsExactly("RN|PROMPT", "RN|OK");
        assertThat(Frames.of(100, true, List.of(), "\n\n>OK\r\n")).containsExactly("NN|PROMPT", "|OK");
    }

    @Test
    void behindALonePromptThatIsTakenItBeginsAnewAndPutBackItIsWhatItWas() {
        Frames frames = new Frames();
        LineScanner scanner = new LineScanner(refusing(frames), 100);
        scanner.armPrompt(true);
        scanner.feed(Frames.bytes("\r\r\n> "));
        assertThat(scanner.takeLonePrompt()).isEqualTo("\r\r\n");
        scanner.feed(Frames.bytes("\r\nOK\r\n\r\n>"));
        assertThat(scanner.takeLonePrompt()).isEqualTo("\r\n\r\n");
        scanner.putBack("\r\n\r\n");
        scanner.feed(Frames.bytes(" text\r\n"));
        assertThat(frames.seen()).containsExactly("RN|OK", "RNRN|> text");
    }

    @Test
    void anUnfinishedLineIsALonePromptOnlyIfItIsNothingElse() {
        for (String other : List.of(">x", "x", "> >", "")) {
            LineScanner scanner = new LineScanner(refusing(new Frames()), 100);
            scanner.armPrompt(true);
            scanner.feed(Frames.bytes("\r\n" + other));
            assertThat(scanner.takeLonePrompt()).as(other).isNull();
        }
    }

    @Test
    void theLeadSoFarIsTheNextLinesUntilThatHasBegun() {
        LineScanner scanner = new LineScanner(new Frames(), 4);
        scanner.feed(Frames.bytes("OK\r"));
        assertThat(scanner.leadSoFar()).isEqualTo("\r");
        scanner.feed(Frames.bytes("\n"));
        assertThat(scanner.leadSoFar()).isEqualTo("\r\n");
        scanner.feed(Frames.bytes("x"));
        assertThat(scanner.leadSoFar()).isNull();
        scanner.feed(Frames.bytes("xxxxx"));
        assertThat(scanner.leadSoFar()).isNull();
    }

    private static FrameSink refusing(Frames frames) {
        return new FrameSink() {
            @Override
            public void line(io.atflux.line.AtLine line) {
                frames.line(line);
            }

            @Override
            public boolean prompt(String lead) {
                return false;
            }

            @Override
            public void overlong(long bytes) {
                frames.overlong(bytes);
            }

            @Override
            public void noise(int bytes) {
                frames.noise(bytes);
            }
        };
    }
}
