package io.atflux.samples.matrix;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A driver's line to a virtual module in memory, both on one virtual time. For one thread. */
final class VirtualLine implements AtTransport, AutoCloseable {

    private static final Instant START = Instant.parse("2026-07-20T06:51:36Z");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final VirtualModem modem;
    private final ArrayDeque<byte[]> printed = new ArrayDeque<>();
    private @Nullable EmbeddedChannel channel;
    private boolean delivering;

    VirtualLine(Switches switches) {
        modem = new VirtualModem(switches, new TimeOfTheLine(), new FakeUplink(), this::deliver);
    }

    void advance(Duration by) {
        time.advanceTimeBy(by);
    }

    Duration elapsed() {
        return Duration.ofMillis(time.now(TimeUnit.MILLISECONDS));
    }

    @Override
    public Scheduler timer() {
        return time;
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromSupplier(() -> {
            EmbeddedChannel opened = new EmbeddedChannel(new ToTheModem(), handler);
            channel = opened;
            modem.lineOpened();
            return opened;
        });
    }

    @Override
    public String describe() {
        return "virtual";
    }

    private void deliver(byte[] bytes) {
        printed.add(bytes);
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            for (byte[] next = printed.poll(); next != null; next = printed.poll()) {
                if (channel != null && channel.isOpen()) {
                    channel.writeInbound(Unpooled.wrappedBuffer(next));
                }
            }
        } finally {
            delivering = false;
        }
    }

    @Override
    public void close() {
        modem.close();
        if (channel != null) {
            channel.finishAndReleaseAll();
        }
        time.dispose();
    }

    private final class ToTheModem extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            try {
                if (message instanceof ByteBuf bytes) {
                    modem.receive(ByteBufUtil.getBytes(bytes));
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
            promise.setSuccess();
        }
    }

    private final class TimeOfTheLine implements Clock {

        @Override
        public Instant now() {
            return START.plus(elapsed());
        }

        @Override
        public void execute(Runnable task) {
            time.schedule(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            Disposable scheduled = time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return scheduled::dispose;
        }
    }
}
