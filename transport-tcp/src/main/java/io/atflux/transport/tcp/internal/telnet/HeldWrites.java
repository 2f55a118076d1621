package io.atflux.transport.tcp.internal.telnet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.PendingWriteQueue;
import java.nio.channels.ClosedChannelException;

/** Holds writes while the server requests it (RFC 2217, FLOWCONTROL-SUSPEND). The time-outs of their commands continue. */
final class HeldWrites {

    private final ChannelHandlerContext context;
    private final PendingWriteQueue queue;
    private boolean suspended;

    HeldWrites(ChannelHandlerContext context) {
        this.context = context;
        this.queue = new PendingWriteQueue(context);
    }

    void write(ByteBuf data, ChannelPromise promise) {
        if (suspended) {
            queue.add(data, promise);
        } else {
            context.write(data, promise);
        }
    }

    void suspend(boolean on) {
        suspended = on;
        if (!on && !queue.isEmpty()) {
            queue.removeAndWriteAll();
            context.flush();
        }
    }

    void fail() {
        suspended = false;
        if (!queue.isEmpty()) {
            queue.removeAndFailAll(new ClosedChannelException());
        }
    }
}
