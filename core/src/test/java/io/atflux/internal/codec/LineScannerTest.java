package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.codec.LineDialect.After;
import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.line.AtLine;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LineScannerTest {

    private static final String SESSION = "AT\r\r\nOK\r\n\r\nAT command ready\r\n\r\n+SIM READY\r\nATE0\r\r\nOK\r\n"
            + "\r\n+CIMI: 460046616008063\r\n\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n"
            + "\r\n+MQTTMSG: 1, 0, test1, 1\r2\n3\r\n4\r\n\r\nOK\r\n\0\0\r\n+MQTTPUB: 1,1\r\n";

    /** A {@code ~} marks lines without a lead of their own. */
    private static final class Sink implements FrameSink {
        private final List<String> events;
        private final boolean acceptPrompt;
        private final LineDialect dialect = new LineDialect("\r\n");
        private After after = After.NOTHING;

        Sink(List<String> events, boolean acceptPrompt) {
            this.events = events;
            this.acceptPrompt = acceptPrompt;
        }

        List<String> events() {
            return events;
        }

        @Override
        public void line(AtLine line) {
            events.add((dialect.ownLead(line.lead(), after) == OwnLead.YES ? "" : "~") + line.text());
            after = After.LINE;
        }

        @Override
        public boolean prompt(String lead) {
            events.add(acceptPrompt ? "PROMPT" : "prompt?");
            after = acceptPrompt ? After.NOTHING : after;
            return acceptPrompt;
        }

        @Override
        public void overlong(long bytes) {
            events.add("OVERLONG " + bytes);
        }

        @Override
        public void noise(int bytes) {
            events.add("NOISE");
        }
    }

    private static List<String> scan(boolean prompt, int max, String... chunks) {
        Sink sink = new Sink(new ArrayList<>(), true);
        LineScanner scanner = new LineScanner(sink, max);
        scanner.armPrompt(prompt);
        for (String chunk : chunks) {
            scanner.feed(Unpooled.copiedBuffer(chunk, StandardCharsets.ISO_8859_1));
        }
        return sink.events();
    }

    @Test
    @Tag("V.250:5.7")
    void everySplitOfTheGuidesSessionGivesTheSameFrames() {
        List<String> whole = scan(true, 1024, SESSION);
        assertThat(whole)
                .containsExactly(
                        "~AT",
                        "~OK",
                        "AT command ready",
                        "+SIM READY",
                        "~ATE0",
                        "~OK",
                        "+CIMI: 460046616008063",
                        "OK",
                        "+MIPCALL: 10.104.48.68",
                        "+MQTTMSG: 1, 0, test1, 1",
                        "~2",
                        "~3",
                        "~4",
                        "OK",
                        "NOISE",
                        "+MQTTPUB: 1,1");
        for (int i = 0; i <= SESSION.length(); i++) {
            for (int j = i; j <= SESSION.length(); j += 7) {
                assertThat(withoutNoise(scan(
                                true, 1024, SESSION.substring(0, i), SESSION.substring(i, j), SESSION.substring(j))))
                        .isEqualTo(withoutNoise(whole));
            }
        }
        assertThat(withoutNoise(scan(true, 1024, SESSION.split("")))).isEqualTo(withoutNoise(whole));
    }

    /** Noise is counted for each read. */
    private static List<String> withoutNoise(List<String> events) {
        return events.stream().filter(e -> !e.equals("NOISE")).toList();
    }

    @Test
    void anySpellingOfThePromptIsOneAndLeavesNothingBehind() {
        for (String prompt : List.of("\r\n> ", "\r\n>", "\r\n>\r\n", "\r\n  > ", ">")) {
            assertThat(scan(true, 1024, prompt + "\r\nOK\r\n")).containsExactly("PROMPT", "OK");
            assertThat(scan(true, 1024, (prompt + "\r\nOK\r\n").split(""))).containsExactly("PROMPT", "OK");
        }
    }

    @Test
    void aPromptCharacterWithinALineOrWithoutACommandThatWantsItIsText() {
        assertThat(scan(true, 1024, "\r\na > b\r\n")).containsExactly("a > b");
        assertThat(scan(false, 1024, "\r\n> b\r\n")).containsExactly("> b");
    }

    @Test
    void aRefusedPromptIsTheFirstCharacterOfItsLine() {
        Sink sink = new Sink(new ArrayList<>(), false);
        LineScanner scanner = new LineScanner(sink, 100);
        scanner.armPrompt(true);
        scanner.feed(Unpooled.copiedBuffer("\r\n> foo\r\n", StandardCharsets.ISO_8859_1));
        assertThat(sink.events()).containsExactly("prompt?", "> foo");
    }

    @Test
    void anOverlongLineIsDiscardedToItsEndAndTheNextOneIsWhole() {
        String text = "\r\n" + "x".repeat(50) + "\r\n\r\nOK\r\n";
        assertThat(scan(false, 20, text)).containsExactly("OVERLONG 50", "OK");
        assertThat(scan(false, 20, text.split(""))).containsExactly("OVERLONG 50", "OK");
        assertThat(scan(true, 20, text.split(""))).containsExactly("OVERLONG 50", "OK");
    }

    @Test
    void countedBytesAreTakenByNumberWhateverTheyAre() {
        String text = "\r\n+MQTTREAD: 1,0,5,9,\"test1\",\"\r\nOK\r\n\"\r\n\"\r\n\r\nOK\r\n";
        for (int split = 0; split < text.length(); split++) {
            Sink sink = new Sink(new ArrayList<>(), true);
            LineScanner scanner = new LineScanner(sink, 100);
            scanner.armCounted(List.of(read()));
            scanner.feed(Unpooled.copiedBuffer(text.substring(0, split), StandardCharsets.ISO_8859_1));
            scanner.feed(Unpooled.copiedBuffer(text.substring(split), StandardCharsets.ISO_8859_1));
            assertThat(sink.events()).containsExactly("+MQTTREAD: 1,0,5,9,\"test1\",\"\r\nOK\r\n\"\r\n\"", "OK");
        }
    }

    @Test
    void aTopicWithAGreaterThanIsNoPrompt() {
        String text = "\r\n+MQTTREAD: 1,0,3,2,\"a>b\",\"hi\"\r\n\r\nOK\r\n";
        assertThat(Frames.of(100, true, List.of(read()), text))
                .containsExactly("RN|+MQTTREAD: 1,0,3,2,\"a>b\",\"hi\"", "RNRN|OK");
        assertThat(Frames.of(100, true, List.of(read()), text.split("")))
                .containsExactly("RN|+MQTTREAD: 1,0,3,2,\"a>b\",\"hi\"", "RNRN|OK");
    }

    private static CountedLine read() {
        return new CountedLine(
                "+MQTTREAD", 4, p -> p.number(2).orElse(-9) + p.number(3).orElse(-9) + 5);
    }

    @Test
    void aLineThatHasBegunIsCountedToItsEndWhoeverIsGoneMeanwhile() {
        Sink sink = new Sink(new ArrayList<>(), true);
        LineScanner scanner = new LineScanner(sink, 100);
        scanner.armCounted(List.of(read()));
        scanner.feed(Unpooled.copiedBuffer("\r\n+MQTTREAD: 1,0,5,3,\"te", StandardCharsets.ISO_8859_1));
        scanner.armCounted(List.of());
        scanner.feed(Unpooled.copiedBuffer("st1\",\"\nOK\"\r\n\r\nOK\r\n", StandardCharsets.ISO_8859_1));
        assertThat(sink.events()).containsExactly("+MQTTREAD: 1,0,5,3,\"test1\",\"\nOK\"", "OK");
    }

    @Test
    void ofSeveralCountedLinesEachIsCountedAsItSays() {
        Sink sink = new Sink(new ArrayList<>(), true);
        LineScanner scanner = new LineScanner(sink, 100);
        scanner.armCounted(
                List.of(read(), new CountedLine("+W", 1, p -> p.number(0).orElse(-1))));
        for (String piece : "\r\n+W: 4,\r\nOK\r\n\r\n+MQTTREAD: 1,0,5,1,\"test1\",\"\n\"\r\n".split("")) {
            scanner.feed(Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1));
        }
        assertThat(sink.events()).containsExactly("+W: 4,\r\nOK", "+MQTTREAD: 1,0,5,1,\"test1\",\"\n\"");
    }

    @Test
    void bytesOutsideAsciiAreKept() {
        assertThat(scan(false, 100, "\r\n\u00e4\u00ff\u0001\r\n")).containsExactly("\u00e4\u00ff\u0001");
    }

    @Test
    void announcedBytesBelowALineAreOneLineWhateverTheyAre() {
        String text = "\r\n+N: 9\r\n\nOK\r\n> \0y\r\n\r\nOK\r\n";
        for (int split = 0; split < text.length(); split++) {
            List<String> events = new ArrayList<>();
            LineScanner[] scanner = new LineScanner[1];
            Sink sink = new Sink(events, true);
            scanner[0] = new LineScanner(new Counting(sink, () -> scanner[0].count(9, "\r\n")), 100);
            scanner[0].armPrompt(true);
            scanner[0].feed(Unpooled.copiedBuffer(text.substring(0, split), StandardCharsets.ISO_8859_1));
            scanner[0].feed(Unpooled.copiedBuffer(text.substring(split), StandardCharsets.ISO_8859_1));
            assertThat(events).containsExactly("+N: 9", "~\nOK\r\n> \0y", "OK");
        }
    }

    /** Calls back on each line that announces bytes. */
    private record Counting(Sink sink, Runnable announced) implements FrameSink {
        @Override
        public void line(AtLine line) {
            sink.line(line);
            if (line.isNamed("+N")) {
                announced.run();
            }
        }

        @Override
        public boolean prompt(String lead) {
            return sink.prompt(lead);
        }

        @Override
        public void overlong(long bytes) {
            sink.overlong(bytes);
        }

        @Override
        public void noise(int bytes) {
            sink.noise(bytes);
        }
    }

    @Test
    void withinATextNulsAndBlankLinesAreKept() {
        Sink sink = new Sink(new ArrayList<>(), true);
        LineScanner scanner = new LineScanner(sink, 100);
        scanner.feed(Unpooled.copiedBuffer("\r\na\r\n", StandardCharsets.ISO_8859_1));
        scanner.inText(true);
        scanner.feed(Unpooled.copiedBuffer("\0b\r\n  \r\n", StandardCharsets.ISO_8859_1));
        scanner.inText(false);
        scanner.feed(Unpooled.copiedBuffer("\0c\r\n  \r\n", StandardCharsets.ISO_8859_1));
        assertThat(sink.events()).containsExactly("a", "~\0b", "~  ", "NOISE", "~c");
    }

    @Test
    void aLineIsMarkedWithWhatHeldWhenItsFirstByteCame() {
        List<Long> marks = new ArrayList<>();
        LineScanner[] scanner = new LineScanner[1];
        Sink sink = new Sink(new ArrayList<>(), true);
        scanner[0] = new LineScanner(new Counting(sink, () -> marks.add(scanner[0].markOfLine())), 100);
        scanner[0].mark(1);
        scanner[0].feed(Unpooled.copiedBuffer("\r\n+N: 1\r\n\r\n+", StandardCharsets.ISO_8859_1));
        scanner[0].mark(2);
        scanner[0].feed(Unpooled.copiedBuffer("N: 2\r\n\r\n", StandardCharsets.ISO_8859_1));
        scanner[0].mark(3);
        scanner[0].feed(Unpooled.copiedBuffer("+N: 3\r\n", StandardCharsets.ISO_8859_1));
        assertThat(marks).containsExactly(1L, 1L, 3L);
    }

    @Test
    void aLineIsShownThroughTheMaskThatTheScannerWasGiven() {
        List<String> lines = new ArrayList<>();
        FrameSink sink = new FrameSink() {
            @Override
            public void line(AtLine line) {
                lines.add(line.text() + " shown as " + line);
            }

            @Override
            public boolean prompt(String lead) {
                return false;
            }

            @Override
            public void overlong(long bytes) {}

            @Override
            public void noise(int bytes) {}
        };
        LineScanner scanner = new LineScanner(sink, 100, text -> text.replace("84625", "*****"));
        scanner.feed(Unpooled.copiedBuffer("+X: 84625\r\nOK\r\n", StandardCharsets.ISO_8859_1));
        assertThat(lines).containsExactly("+X: 84625 shown as +X: *****", "OK shown as OK");
    }
}
