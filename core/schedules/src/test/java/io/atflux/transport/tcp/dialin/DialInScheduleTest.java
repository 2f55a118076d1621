package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtConnectionException.Reason;
import io.atflux.schedules.MemoryChannel;
import io.atflux.schedules.Schedules;
import io.atflux.schedules.Told;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A connection, the listener and those who wait for it, each on a separate thread. */
class DialInScheduleTest {

    private static final Rules RULES = new Rules(
            "listener",
            DeviceRegistration.text("one"),
            16,
            Duration.ofHours(1),
            null,
            8,
            8,
            Duration.ofHours(1),
            8,
            null,
            ReplacementPolicy.newest(),
            null);
    private static final LineTraits FOR_EVER = new LineTraits(Duration.ZERO, 0, null);
    private static final LineTraits HARDLY = new LineTraits(Duration.ZERO, 0, Duration.ofNanos(1));

    @Test
    void aDialInGoesToOneOfThoseWhoWaitAndIsLostToNoneThatLeaves() {
        Schedules.each(() -> {
            try (Listener listener = new Listener()) {
                Taker leaves = new Taker();
                listener.await(leaves, FOR_EVER);
                Taker stays = new Taker();
                listener.await(stays, FOR_EVER);
                Schedules.together(listener::dialIn, () -> {
                    listener.registered.await();
                    leaves.told.cancel();
                });
                listener.settle();
                int taken = leaves.told.got().size() + stays.told.got().size();
                assertThat(taken).isEqualTo(1);
                listener.dialIn();
                listener.settle();

                assertThat(stays.told.got()).hasSize(1);
                assertThat(stays.told.got()).isNotEqualTo(leaves.told.got());
                assertThat(stays.read.toString()).isEqualTo("early");
            }
        });
    }

    @Test
    void whoeverWaitsWhileTheListenerClosesIsToldOnce() {
        Schedules.each(() -> {
            try (Listener listener = new Listener()) {
                Taker taker = new Taker();
                Schedules.together(listener::dialIn, () -> listener.await(taker, FOR_EVER), () -> listener.dispatcher
                        .close()
                        .subscribe());
                taker.told.awaitEnd();
                listener.settle();

                assertThat(taker.told.ends()).isEqualTo(1);
                assertThat(listener.dialled.isOpen()).isFalse();
            }
        });
    }

    @Test
    void whoeverWaitsHasOneOutcome() {
        Schedules.each(() -> {
            try (Listener listener = new Listener()) {
                Taker taker = new Taker();
                PendingConnect pending = new PendingConnect(listener.dispatcher, taker, "one", null, taker.told);
                taker.told.onSubscribe(pending);
                AtomicInteger outcomes = new AtomicInteger();
                Schedules.together(
                        () -> outcomes.addAndGet(pending.claim() ? 1 : 0),
                        () -> pending.fail(Reason.TIMED_OUT, "too late"),
                        taker.told::cancel);

                assertThat(outcomes.get() + taker.told.ends()).isLessThanOrEqualTo(1);
                assertThat(pending.isWaiting()).isFalse();
            }
        });
    }

    @Test
    void aDialInThatComesAsTheLimitPassesIsTakenOrIsTheNextOnes() {
        Schedules.each(() -> {
            try (Listener listener = new Listener()) {
                Taker hardlyWaits = new Taker();
                Schedules.together(listener::dialIn, () -> listener.await(hardlyWaits, HARDLY));
                hardlyWaits.told.awaitEnd();
                Taker next = new Taker();
                listener.await(next, FOR_EVER);
                listener.settle();

                assertThat(hardlyWaits.told.ends()).isEqualTo(1);
                assertThat(hardlyWaits.told.got().size() + next.told.got().size())
                        .isEqualTo(1);
                assertThat(hardlyWaits.read.toString() + next.read).isEqualTo("early");
            }
        });
    }

    /** A waiting subscriber, and the bytes that its session reads. */
    private static final class Taker extends ChannelInboundHandlerAdapter {

        final Told<Channel> told = new Told<>(1);
        final StringBuffer read = new StringBuffer();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            read.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static final class Listener implements AutoCloseable {

        private final EventLoop listening = new DefaultEventLoop();
        private final EventLoop lines = new DefaultEventLoop();
        private final MemoryChannel socket = new MemoryChannel(text -> {});
        final CountDownLatch registered = new CountDownLatch(1);
        final ConnectionDispatcher dispatcher;
        volatile Channel dialled = socket;

        Listener() throws InterruptedException {
            listening.register(socket).sync();
            dispatcher = new ConnectionDispatcher(RULES, socket, () -> {});
            dispatcher
                    .events()
                    .filter(event -> event.kind() == DialInEvent.Kind.REGISTERED)
                    .subscribe(event -> registered.countDown());
        }

        void await(Taker taker, LineTraits traits) {
            dispatcher.device("one", traits).connect(taker).subscribe(taker.told);
        }

        void dialIn() throws InterruptedException {
            MemoryChannel line = new MemoryChannel(text -> {});
            dialled = line;
            CountDownLatch admitted = new CountDownLatch(1);
            listening.execute(() -> {
                if (dispatcher.admit(line)) {
                    line.pipeline().addLast(dispatcher.registrar(line, cause -> null));
                    lines.register(line);
                    List.of("on", "e", "ear", "ly").forEach(text -> lines.execute(() -> read(line, text)));
                } else {
                    line.unsafe().closeForcibly();
                }
                admitted.countDown();
            });
            admitted.await();
        }

        private static void read(Channel line, String text) {
            line.pipeline().fireChannelRead(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        }

        /** Each loop waits for the other's tasks, as often as a connection moves from one to the other. */
        void settle() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            listening.execute(() -> lines.execute(() -> listening.execute(() -> lines.execute(
                    () -> listening.execute(() -> lines.execute(() -> listening.execute(done::countDown)))))));
            done.await();
        }

        @Override
        public void close() {
            socket.close();
            listening.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            lines.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
