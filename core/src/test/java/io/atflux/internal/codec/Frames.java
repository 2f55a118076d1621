package io.atflux.internal.codec;

import io.atflux.line.AtLine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The frames of a stream, each as text: lines with the CR and LF bytes before them, and numbers of bytes. */
final class Frames implements FrameSink {

    private final List<String> seen = new ArrayList<>();

    /** All frames of a stream with one read for each chunk. */
    static List<String> of(int most, boolean prompt, List<CountedLine> counted, String... chunks) {
        Frames frames = new Frames();
        LineScanner scanner = new LineScanner(frames, most);
        scanner.armPrompt(prompt);
        scanner.armCounted(counted);
        for (String chunk : chunks) {
            scanner.feed(bytes(chunk));
        }
        return frames.seen;
    }

    static ByteBuf bytes(String chunk) {
        return Unpooled.copiedBuffer(chunk, StandardCharsets.ISO_8859_1);
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void line(AtLine line) {
        seen.add(visible(line.lead()) + line.text());
    }

    @Override
    public boolean prompt(String lead) {
        seen.add(visible(lead) + "PROMPT");
        return true;
    }

    @Override
    public void overlong(long bytes) {
        seen.add("OVERLONG " + bytes);
    }

    @Override
    public void noise(int bytes) {
        seen.add("NOISE " + bytes);
    }

    private static String visible(String lead) {
        return lead.replace("\r", "R").replace("\n", "N") + "|";
    }
}
