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
 * A line without a socket. Its loop is the test's thread, and runs tasks only on request. It counts writes, flushes and
 * timers, and allocates nothing: all garbage is the session's.
 */
final class MeteredLine implements AtTransport {

    private final EmbeddedChannel channel = new EmbeddedChannel(new Counter());
    private long writes;
    private long flushes;
    private long timers;

    /** Timers are armed, and never expire. */
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
            throw new UnsupportedOperationException("no test needs one here");
        }
    };

    MeteredLine() {
        channel.config().setAllocator(new OneBuffer());
    }

    /** Accepts each write, and completes it at once. */
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

    /** The same buffer each time: one write has ended before the next begins. */
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

    /** A modem's output, to be read repeatedly. */
    static ByteBuf said(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void reads(ByteBuf said) {
        channel.pipeline().fireChannelRead(said.readerIndex(0));
        channel.pipeline().fireChannelReadComplete();
    }

    /** Runs the tasks that the set-up of the session has deferred. */
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
