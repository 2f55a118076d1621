package io.atflux.test;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.observe.WireEvent;
import io.atflux.observe.WireEvent.Direction;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A modem that repeats the output of a recorded one, read by read and with the same delays, as long as the driver
 * writes the recorded bytes. Masked bytes match any. It works in memory, on the calling thread, on the clock of
 * {@link ScriptedModem}.
 */
public final class ReplayedModem implements AtTransport {

    private static final char MASK = '*';

    private final TestTimer timer = new TestTimer();
    private final List<WireEvent> events;
    private int next;
    private final StringBuilder actual = new StringBuilder();
    private @Nullable String difference;
    private @Nullable EmbeddedChannel channel;

    private ReplayedModem(List<WireEvent> events) {
        this.events = List.copyOf(events);
    }

    /** Replays these events. */
    public static ReplayedModem of(List<WireEvent> events) {
        return new ReplayedModem(events);
    }

    /** Replays the file of a recording; lines that begin with {@code #} are comments. */
    public static ReplayedModem of(Path recording) throws IOException {
        return of(Files.readAllLines(recording, StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(WireEvent::parse)
                .toList());
    }

    /** A session of the given client, whose transport must be this modem; its timer is replaced. */
    public AtSession session(AtClient client) {
        return Objects.requireNonNull(client.timer(timer).connect().block());
    }

    /** Moves the clock, as {@link ScriptedModem#advance} does. */
    public void advance(Duration by) {
        timer.advance(by);
    }

    /**
     * Fails unless the driver wrote exactly the recorded bytes, all of them.
     *
     * @throws AssertionError naming the first difference
     */
    public void verify() {
        if (difference != null) {
            throw new AssertionError(difference);
        }
        for (int i = next; i < events.size(); i++) {
            if (events.get(i).direction() == Direction.SENT) {
                throw new AssertionError("not written: " + events.get(i).format());
            }
        }
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromSupplier(() -> {
            EmbeddedChannel opened = new EmbeddedChannel(new Receiver(), handler);
            channel = opened;
            print(WireEvent.of(Duration.ZERO, Direction.SENT, ""), "");
            return opened;
        });
    }

    @Override
    public String describe() {
        return "replayed";
    }

    private void receive(char written) {
        if (difference != null) {
            return;
        }
        if (next == events.size() || events.get(next).direction() != Direction.SENT) {
            difference = "written, but not in the recording: "
                    + WireEvent.of(Duration.ZERO, Direction.SENT, String.valueOf(written))
                            .format();
            return;
        }
        WireEvent expected = events.get(next);
        char wanted = expected.bytes().charAt(actual.length());
        if (wanted != written && wanted != MASK) {
            difference = "byte " + (actual.length() + 1) + " differs from the recording: " + expected.format();
            return;
        }
        actual.append(written);
        if (actual.length() == expected.bytes().length()) {
            String sent = actual.toString();
            actual.setLength(0);
            next++;
            print(expected, sent);
        }
    }

    /** Prints everything up to the next write; an echo's masked bytes are those that were really written. */
    private void print(WireEvent written, String sent) {
        int from = next;
        StringBuilder all = new StringBuilder();
        while (next < events.size() && events.get(next).direction() == Direction.RECEIVED) {
            all.append(events.get(next++).bytes());
        }
        String masked = written.bytes().stripTrailing();
        int echo = masked.indexOf(MASK) < 0 ? -1 : all.indexOf(masked);
        if (echo >= 0) {
            all.replace(echo, echo + masked.length(), sent.substring(0, masked.length()));
        }
        int at = 0;
        for (WireEvent event : events.subList(from, next)) {
            String bytes = all.substring(at, at + event.bytes().length());
            at += bytes.length();
            timer.schedule(() -> print(bytes), event.at().minus(written.at()).toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void print(String bytes) {
        EmbeddedChannel open = channel;
        if (open != null && open.isOpen()) {
            open.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    /** Receives the session's writes. */
    private final class Receiver extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            String bytes = ((ByteBuf) message).toString(StandardCharsets.ISO_8859_1);
            ((ByteBuf) message).release();
            promise.setSuccess();
            bytes.chars().forEach(b -> receive((char) b));
        }
    }
}
