package io.atflux.performance;

import io.atflux.transport.AtTransport;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A line without a socket, whose loop is the test's thread and runs no task by itself. It counts writes, flushes and timers, and makes
 * no garbage: all of it is the session's.
 */
final class MeteredLine implements AtTransport {

    private final EmbeddedChannel channel = new EmbeddedChannel(new Counter());
    private long writes;
    private long flushes;
    private long timers;

    /** Timers are armed and never pass. */
    private final Scheduler timer = new Scheduler() {

        private final Disposable armed = Disposables.single();

        @Override
        public Disposable schedule(Runnable task) {
            timers++;
            return armed;
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            timers++;
            return armed;
        }

        @Override
        public long now(TimeUnit unit) {
            return 0;
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException("nobody needs one here");
        }
    };

    MeteredLine() {
        channel.config().setAllocator(new OneBuffer());
    }

    /** Takes what is written, and is done at once. */
    private final class Counter extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            writes++;
            ((ByteBuf) message).release();
            promise.setSuccess();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes++;
        }
    }

    /** The same buffer each time: one write is over before the next begins. */
    private static final class OneBuffer extends AbstractByteBufAllocator {

        private final ByteBuf buffer = Unpooled.unreleasableBuffer(Unpooled.buffer(4096));

        @Override
        protected ByteBuf newHeapBuffer(int initial, int most) {
            return buffer.clear();
        }

        @Override
        protected ByteBuf newDirectBuffer(int initial, int most) {
            return buffer.clear();
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    /** What a modem says, to be read again and again. */
    static ByteBuf said(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void reads(ByteBuf said) {
        channel.pipeline().fireChannelRead(said.readerIndex(0));
        channel.pipeline().fireChannelReadComplete();
    }

    /** Runs what the set-up of the session has put off. */
    void settle() {
        channel.runPendingTasks();
    }

    boolean hasTasks() {
        return channel.hasPendingTasks();
    }

    long writes() {
        return writes;
    }

    long flushes() {
        return flushes;
    }

    long timers() {
        return timers;
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromSupplier(() -> {
            channel.pipeline().addLast(handler);
            return channel;
        });
    }

    @Override
    public Scheduler timer() {
        return timer;
    }

    @Override
    public String describe() {
        return "metered";
    }
}
