package io.atflux.transport.tcp.internal;

import io.atflux.internal.time.Durations;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a line whose peer accepts no more bytes, for which TCP itself waits without limit. It is the first handler of the
 * pipeline, so it sees the state of the wire, and its close bypasses handlers that would first write a closing message. It costs
 * nothing while the socket accepts everything at once; otherwise it checks {@link #LOOKS} times within the limit.
 */
public final class WriteLimit extends ChannelOutboundHandlerAdapter {

    private static final int LOOKS = 4;

    /** Converted to text only for its failure. */
    private final Object line;

    private final Duration limit;
    private @Nullable Future<?> nextLook;
    private @Nullable Object head;
    private long progress;
    private int looksInVain;

    /** @param line shown by its {@code toString} */
    public WriteLimit(Object line, Duration limit) {
        this.line = line;
        this.limit = limit;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (nextLook != null) {
            // A pooled buffer that returns to the head of the queue must not be taken for the earlier one.
            notice(context);
        }
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (nextLook == null && isWaiting(context)) {
            notice(context);
            lookLater(context);
        }
    }

    private static boolean isWaiting(ChannelHandlerContext context) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer != null && !buffer.isEmpty();
    }

    private void lookLater(ChannelHandlerContext context) {
        nextLook = context.executor().schedule(() -> look(context), limit.toNanos() / LOOKS, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        nextLook = null;
        if (!isWaiting(context)) {
            head = null;
            return;
        }
        looksInVain++;
        notice(context);
        if (looksInVain < LOOKS) {
            lookLater(context);
        } else {
            context.fireExceptionCaught(new IOException(line + " took no bytes for " + Durations.text(limit)));
            context.close();
        }
    }

    /** Starts again if the socket has accepted bytes since the last check. */
    private void notice(ChannelHandlerContext context) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        Object first = buffer == null ? null : buffer.current();
        long done = buffer == null ? 0 : buffer.currentProgress();
        if (first == null || first != head || done != progress) {
            head = first;
            progress = done;
            looksInVain = 0;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        Future<?> waiting = nextLook;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
