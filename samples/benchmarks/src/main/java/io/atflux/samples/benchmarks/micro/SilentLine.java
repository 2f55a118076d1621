package io.atflux.samples.benchmarks.micro;

import io.atflux.samples.benchmarks.measure.Constant;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A line without a socket, on the measuring thread. Written bytes are dropped, and no time passes. */
final class SilentLine implements AtTransport {

    private final EmbeddedChannel channel = new EmbeddedChannel(new Nowhere());
    private final Scheduler timer = new Frozen();

    private static final class Nowhere extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.setSuccess();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // There are no waiting tasks.
        }
    }

    private static final class Frozen implements Scheduler {

        private final Disposable armed = Disposables.single();

        @Override
        public Disposable schedule(Runnable task) {
            return armed;
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return armed;
        }

        @Override
        public long now(TimeUnit unit) {
            return 0;
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException("not needed here");
        }
    }

    static ByteBuf said(String text) {
        return Constant.plain(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void reads(ByteBuf said) {
        channel.pipeline().fireChannelRead(said.retain().readerIndex(0));
        channel.pipeline().fireChannelReadComplete();
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
        return "silent";
    }
}
