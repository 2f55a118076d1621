package io.atflux.transport.tcp.dialin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Removes heart-beats from the input, by the rules of {@link Heartbeat}. */
final class HeartbeatFilter extends ChannelInboundHandlerAdapter {

    static final Duration QUIET = Duration.ofSeconds(1);

    private static final byte[] NOTHING = {};

    private final byte[] beat;
    private final boolean anywhere;
    private final boolean looksAhead;

    /** The number of bytes held: the beginning of consecutive heart-beats. Their values follow from their number. */
    private int held;

    private boolean lineBegins = true;
    /** The bytes of the present read that pass. */
    private byte[] out = NOTHING;

    private int passing;
    private boolean anythingPassed;
    private @Nullable Future<?> quiet;

    HeartbeatFilter(Heartbeat heartbeat) {
        beat = heartbeat.bytes();
        anywhere = heartbeat.isAnywhere();
        looksAhead = heartbeat.couldBeginALine();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf in)) {
            context.fireChannelRead(message);
            return;
        }
        stopTimer();
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes).release();
        out = new byte[held + bytes.length];
        passing = 0;
        for (byte one : bytes) {
            take(one);
        }
        quiet = context.executor().schedule(() -> silence(context), QUIET.toNanos(), TimeUnit.NANOSECONDS);
        if (passing > 0) {
            anythingPassed = true;
            ByteBuf passed = context.alloc().buffer(passing).writeBytes(out, 0, passing);
            out = NOTHING;
            context.fireChannelRead(passed);
        }
    }

    private void take(byte next) {
        if (held == 0) {
            if ((anywhere || lineBegins) && next == beat[0]) {
                grow();
            } else {
                let(next);
            }
        } else if (held % beat.length == 0 && isLineEnd(next)) {
            forget();
            take(next);
        } else if (next == beat[held % beat.length]) {
            grow();
        } else {
            letGo(next);
        }
    }

    private void grow() {
        held++;
        if (held == beat.length && !looksAhead) {
            forget();
        } else if (held == 2 * beat.length) {
            // Two in a row cannot be the beginning of a line; the second is still undecided.
            held = beat.length;
        }
    }

    private void forget() {
        held = 0;
        lineBegins = true;
    }

    /** The held bytes are not a heart-beat from their beginning; one may begin within them. */
    private void letGo(byte next) {
        int count = held;
        held = 0;
        let(beat[0]);
        for (int i = 1; i < count; i++) {
            take(beat[i % beat.length]);
        }
        take(next);
    }

    private void let(byte one) {
        out[passing++] = one;
        lineBegins = isLineEnd(one);
    }

    private static boolean isLineEnd(byte one) {
        return one == '\r' || one == '\n';
    }

    private void silence(ChannelHandlerContext context) {
        // A complete one is a heart-beat; an incomplete one is data.
        int rest = held % beat.length;
        held = 0;
        lineBegins = true;
        if (rest > 0) {
            context.fireChannelRead(context.alloc().buffer(rest).writeBytes(beat, 0, rest));
            context.fireChannelReadComplete();
        }
    }

    private void stopTimer() {
        Future<?> running = quiet;
        quiet = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        boolean any = anythingPassed;
        anythingPassed = false;
        if (any) {
            context.fireChannelReadComplete();
        } else if (!context.channel().config().isAutoRead()) {
            // The requester of the read still waits for bytes.
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopTimer();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopTimer();
    }
}
