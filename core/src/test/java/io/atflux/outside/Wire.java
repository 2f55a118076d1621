package io.atflux.outside;

import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The line: bytes take time, may be damaged, lost or delayed; it may be cut and opened again. */
final class Wire implements AtTransport {

    /** Bytes of the peer with one origin. */
    static final class Segment {
        final byte[] bytes;
        final @Nullable Execution execution;
        final @Nullable Notice notice;
        final boolean isFinal;
        int at;

        Segment(byte[] bytes, @Nullable Execution execution, @Nullable Notice notice, boolean isFinal) {
            this.bytes = bytes;
            this.execution = execution;
            this.notice = notice;
            this.isFinal = isFinal;
        }
    }

    private final World world;
    private final ArrayDeque<Segment> output = new ArrayDeque<>();
    private boolean pumping;
    private @Nullable EmbeddedChannel channel;
    private long lastArrival;
    private boolean spoilt;
    boolean refusing;
    int connections;

    Wire(World world) {
        this.world = world;
    }

    boolean isOpen() {
        EmbeddedChannel c = channel;
        return c != null && c.isOpen();
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromSupplier(() -> {
            if (refusing) {
                throw new io.atflux.error.AtConnectionException(
                        io.atflux.error.AtConnectionException.Reason.REFUSED, "refused", null);
            }
            connections++;
            EmbeddedChannel opened = new EmbeddedChannel(new Receiver(), handler);
            channel = opened;
            world.trace("-- connected");
            return opened;
        });
    }

    @Override
    public Scheduler timer() {
        return world.clock;
    }

    @Override
    public String describe() {
        return "outside";
    }

    void cut() {
        EmbeddedChannel c = channel;
        if (c == null || !c.isOpen()) {
            return;
        }
        world.trace("-- cut");
        if (!world.traits.keepsOutput) {
            loseOutput();
        }
        c.close();
        c.runPendingTasks();
    }

    private void loseOutput() {
        for (Segment s : output) {
            lose(s);
        }
        output.clear();
    }

    private static void lose(Segment s) {
        if (s.execution != null) {
            s.execution.lost = true;
        }
        if (s.notice != null) {
            s.notice.lost = true;
        }
    }

    void print(String text, @Nullable Execution execution, @Nullable Notice notice, boolean isFinal) {
        output.add(
                new Segment(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), execution, notice, isFinal));
        pump();
    }

    private void pump() {
        if (pumping || output.isEmpty()) {
            return;
        }
        pumping = true;
        int most = world.random.nextInt(6) == 0 ? 1 + world.random.nextInt(6) : 4 + world.random.nextInt(120);
        // Within a text nothing may pause for its gap of 50 ms.
        long pause = world.random.nextInt(8) == 0 ? world.random.nextInt(25_000) : 300;
        world.clock.schedule(
                () -> arrive(most), pause + (long) most * world.traits.byteMicros / 8, TimeUnit.MICROSECONDS);
    }

    private void arrive(int most) {
        pumping = false;
        if (!isOpen()) {
            if (!world.traits.keepsOutput) {
                loseOutput();
                return;
            }
            if (!output.isEmpty()) {
                pumping = true;
                world.clock.schedule(() -> arrive(most), 50, TimeUnit.MILLISECONDS);
            }
            return;
        }
        java.io.ByteArrayOutputStream chunk = new java.io.ByteArrayOutputStream();
        while (chunk.size() < most && !output.isEmpty()) {
            Segment s = output.peek();
            int b = s.bytes[s.at++] & 0xff;
            int seen = world.noise.spoil(b);
            if (seen != b) {
                if (s.execution != null) {
                    s.execution.damaged = true;
                }
                if (s.notice != null) {
                    s.notice.damaged = true;
                }
            }
            if (seen >= 0) {
                chunk.write(seen);
            }
            // A line is over at the CR of its end.
            if (s.at >= s.bytes.length - 1) {
                if (s.isFinal && s.execution != null) {
                    s.execution.delivered = true;
                }
                if (s.notice != null && s.at == s.bytes.length) {
                    s.notice.delivered = true;
                    s.notice.at = world.now();
                }
            }
            if (s.at == s.bytes.length) {
                output.poll();
            }
        }
        deliver(chunk.toByteArray());
        pump();
    }

    void deliver(byte[] bytes) {
        EmbeddedChannel c = channel;
        if (bytes.length == 0 || c == null || !c.isOpen()) {
            return;
        }
        world.trace("<< " + World.shown(bytes));
        world.deliveries++;
        c.writeInbound(Unpooled.wrappedBuffer(bytes));
        c.runPendingTasks();
        c.checkException();
    }

    /** Writes of the session. */
    private final class Receiver extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf buffer = (ByteBuf) message;
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            buffer.release();
            promise.setSuccess();
            int connection = connections;
            Request request = world.written(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
            world.trace(">> " + World.shown(bytes) + (request == null ? "" : " [" + request.token + "]"));
            long at = Math.max(
                    lastArrival + (long) bytes.length * world.traits.byteMicros,
                    world.clock.now(TimeUnit.MICROSECONDS) + 200 + world.random.nextInt(8_000));
            lastArrival = at;
            world.clock.schedule(
                    () -> reach(bytes, request, connection),
                    at - world.clock.now(TimeUnit.MICROSECONDS),
                    TimeUnit.MICROSECONDS);
        }
    }

    private void reach(byte[] bytes, @Nullable Request request, int connection) {
        if (connection != connections || !isOpen()) {
            // Lost with its connection, or not.
            if (world.random.nextBoolean()) {
                return;
            }
        }
        for (byte one : bytes) {
            int b = one & 0xff;
            int seen = world.noise.spoil(b);
            if (seen != b) {
                spoilt = true;
                if (request != null) {
                    request.damaged = true;
                }
            }
            if (seen >= 0) {
                world.peer.receive(seen, request, spoilt);
                spoilt = false;
            }
        }
    }
}
