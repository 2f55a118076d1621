package io.atflux.internal.trace;

import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.time.Deadlines;
import io.atflux.observe.WireEvent;
import io.atflux.observe.WireEvent.Direction;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Records the masked bytes of the line, chunk by chunk as they arrive. The end of a read may cut a secret, so events wait
 * until the line that is being read has ended. Confined to the event loop.
 */
public final class Recording {

    /** A line without an end is delivered in pieces of this size. */
    private static final int MOST_HELD = 64 * 1024;

    private final Consumer<WireEvent> sink;
    private final Deadlines deadlines;
    private final SecretMask mask;
    private final long start;
    private final ArrayDeque<WireEvent> held = new ArrayDeque<>(4);
    private final StringBuilder unended = new StringBuilder();

    public Recording(Consumer<? super WireEvent> sink, Deadlines deadlines, SecretMask mask) {
        this.sink = event -> Foreign.tell("a session's recorder", sink, event);
        this.deadlines = deadlines;
        this.mask = mask;
        this.start = deadlines.now();
    }

    /** @param bytes masked already */
    void sent(String bytes) {
        WireEvent event = event(Direction.SENT, bytes);
        if (held.isEmpty()) {
            sink.accept(event);
        } else {
            held.add(event);
        }
    }

    void received(ByteBuf chunk) {
        String bytes = chunk.toString(StandardCharsets.ISO_8859_1);
        boolean ended = bytes.endsWith("\n") || bytes.endsWith("\r");
        if (ended && held.isEmpty()) {
            // The usual case: whole lines, and no event before them that waits for its end.
            sink.accept(event(Direction.RECEIVED, mask.mask(bytes)));
            return;
        }
        held.add(event(Direction.RECEIVED, bytes));
        unended.append(bytes);
        if (ended || unended.length() > MOST_HELD) {
            flush();
        }
    }

    private WireEvent event(Direction direction, String bytes) {
        return WireEvent.of(Duration.ofNanos(deadlines.now() - start), direction, bytes);
    }

    /** Masks the held bytes as one text, and delivers them in their original pieces. */
    void flush() {
        String masked = mask.mask(unended.toString());
        unended.setLength(0);
        int at = 0;
        for (WireEvent event = held.poll(); event != null; event = held.poll()) {
            if (event.direction() == Direction.SENT) {
                sink.accept(event);
            } else {
                int end = at + event.bytes().length();
                sink.accept(WireEvent.of(event.at(), Direction.RECEIVED, masked.substring(at, end)));
                at = end;
            }
        }
    }
}
