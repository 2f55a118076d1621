package io.atflux.standard;

import io.atflux.error.AtConnectionException;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The line between host and modem: at most one connection at a time; a connection may break while the modem goes on.
 */
final class SerialLine implements AtTransport {

    /** A byte on its way to the host, the line that it belongs to, and whether it is the last byte of that line. */
    private record Out(byte value, @Nullable Printed part, boolean last) {}

    private final VirtualClock clock;
    private final Random random;
    private final Dialect dialect;
    private final boolean keeps;
    private final int refusals;
    private final int longestPiece;
    private final Transcript transcript;
    private final Deque<Out> toHost = new ArrayDeque<>();
    private final Deque<Written> toModem = new ArrayDeque<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Printed> delivered = new ArrayList<>();
    private Consumer<Written> modem = bytes -> {};
    private @Nullable EmbeddedChannel channel;
    private int connections;
    private boolean delivering;

    /**
     * @param keeps whether output without a connection reaches the next connection
     * @param refusals the percentage of refused connections
     * @param longestPiece the greatest number of bytes in one read
     */
    SerialLine(
            VirtualClock clock,
            Random random,
            Dialect dialect,
            boolean keeps,
            int refusals,
            int longestPiece,
            Transcript transcript) {
        this.clock = clock;
        this.random = random;
        this.dialect = dialect;
        this.keeps = keeps;
        this.refusals = refusals;
        this.longestPiece = longestPiece;
        this.transcript = transcript;
    }

    void leadsTo(Consumer<Written> other) {
        modem = other;
    }

    /** The number of the open connection, or of the last one. */
    int connection() {
        return connections;
    }

    /** All writes so far, in order. */
    List<Written> written() {
        return written;
    }

    /** All lines delivered so far, in order. */
    List<Printed> delivered() {
        return delivered;
    }

    boolean isOpen() {
        return channel != null && channel.isOpen();
    }

    /** The connection is lost, with or without an error of the system. */
    void breaks() {
        EmbeddedChannel open = channel;
        if (open != null && open.isOpen()) {
            transcript.note("line breaks");
            if (random.nextBoolean()) {
                open.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
            }
            open.close();
            open.runPendingTasks();
        }
    }

    /** Output that the modem has not printed yet is never printed; bytes already on their way arrive. */
    void silence() {
        if (random.nextBoolean()) {
            toHost.forEach(out -> {
                if (out.part != null) {
                    out.part.cut();
                }
            });
            toHost.clear();
        }
    }

    /** Whether bytes are on their way to the modem. */
    boolean isSending() {
        return !toModem.isEmpty();
    }

    /** Runs the connection's deferred tasks. */
    void settle() {
        EmbeddedChannel open = channel;
        if (open != null) {
            open.runPendingTasks();
        }
    }

    /** The modem prints output other than lines: an echo, a prompt. */
    void print(String text) {
        for (byte b : bytes(text)) {
            toHost.add(new Out(b, null, false));
        }
        deliverSoon();
    }

    /** The modem prints a line between its lead and its end. */
    void print(String lead, Printed line, String end) {
        print(lead);
        byte[] text = bytes(line.text());
        for (int i = 0; i < text.length; i++) {
            toHost.add(new Out(text[i], line, i == text.length - 1));
        }
        print(end);
    }

    private byte[] bytes(String text) {
        return dialect.translated(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void deliverSoon() {
        if (!delivering && !toHost.isEmpty()) {
            delivering = true;
            clock.after(Duration.ofMillis(random.nextInt(4)), this::deliver);
        }
    }

    private void deliver() {
        delivering = false;
        EmbeddedChannel open = channel;
        if (open == null || !open.isOpen()) {
            if (!keeps) {
                toHost.clear();
            }
            return;
        }
        int size = Math.min(toHost.size(), 1 + random.nextInt(longestPiece));
        byte[] piece = new byte[size];
        for (int i = 0; i < size; i++) {
            Out out = toHost.remove();
            piece[i] = out.value;
            Printed part = out.part;
            if (part != null) {
                part.delivered(out.value, connections, clock.step());
                if (out.last) {
                    part.whole(clock.step());
                    delivered.add(part);
                }
            }
        }
        transcript.received(piece);
        open.writeInbound(Unpooled.wrappedBuffer(piece));
        deliverSoon();
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromCallable(() -> {
            if (random.nextInt(100) < refusals) {
                throw new AtConnectionException(AtConnectionException.Reason.REFUSED, "refused", null);
            }
            connections++;
            transcript.note("connection " + connections);
            EmbeddedChannel opened = new EmbeddedChannel(new Receiver(connections), handler);
            channel = opened;
            deliverSoon();
            return opened;
        });
    }

    @Override
    public String describe() {
        return "standard";
    }

    /** Receives the host's writes. */
    private final class Receiver extends ChannelOutboundHandlerAdapter {
        private final int number;

        Receiver(int number) {
            this.number = number;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf buffer = (ByteBuf) message;
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            buffer.release();
            promise.setSuccess();
            Written one = new Written(number, clock.step(), bytes);
            written.add(one);
            transcript.wrote(bytes);
            toModem.add(one);
            clock.after(Duration.ofMillis(random.nextInt(4)), () -> modem.accept(toModem.remove()));
        }
    }
}
