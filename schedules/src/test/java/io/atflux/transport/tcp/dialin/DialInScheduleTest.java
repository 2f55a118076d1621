package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** A connection, the listener and those who wait for it, each on a thread of its own. */
class DialInScheduleTest {

    private static final Rules RULES = new Rules(
            "listener",
            Registration.text("one"),
            16,
            Duration.ofHours(1),
            null,
            8,
            8,
            Duration.ofHours(1),
            8,
            null,
            null);
    private static final LineTraits TRAITS = new LineTraits(Duration.ZERO, 0, null);

    @Test
    void aDialInGoesToOneOfThoseWhoWaitAndIsLostToNoneThatLeaves() {
        Schedules.each(() -> {
            try (Hall hall = new Hall()) {
                Taker stays = new Taker();
                Taker leaves = new Taker();
                Schedules.together(
                        hall::dialIn, () -> hall.await(leaves), () -> hall.await(stays), leaves.told::cancel);
                hall.settle();
                int taken = leaves.told.got().size() + stays.told.got().size();
                assertThat(taken).isEqualTo(1);
                hall.dialIn();
                hall.settle();

                assertThat(stays.told.got()).hasSize(1);
                assertThat(stays.told.got()).isNotEqualTo(leaves.told.got());
                assertThat(stays.read.toString()).isEqualTo("early");
            }
        });
    }

    @Test
    void whoeverWaitsWhileTheListenerClosesIsToldOnce() {
        Schedules.each(() -> {
            try (Hall hall = new Hall()) {
                Taker taker = new Taker();
                Schedules.together(hall::dialIn, () -> hall.await(taker), () -> hall.reception
                        .close()
                        .subscribe());
                taker.told.awaitEnd();
                hall.settle();

                assertThat(taker.told.ends()).isEqualTo(1);
                assertThat(hall.dialled.isOpen()).isFalse();
            }
        });
    }

    /** Who waits, and what its session reads. */
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

    private static final class Hall implements AutoCloseable {

        private final EventLoop listening = new DefaultEventLoop();
        private final EventLoop lines = new DefaultEventLoop();
        private final MemoryChannel socket = new MemoryChannel(text -> {});
        final Reception reception;
        volatile Channel dialled = socket;

        Hall() throws InterruptedException {
            listening.register(socket).sync();
            reception = new Reception(RULES, socket, () -> {});
        }

        void await(Taker taker) {
            reception.device("one", TRAITS).connect(taker).subscribe(taker.told);
        }

        void dialIn() throws InterruptedException {
            MemoryChannel line = new MemoryChannel(text -> {});
            dialled = line;
            CountDownLatch admitted = new CountDownLatch(1);
            listening.execute(() -> {
                if (reception.admit(line)) {
                    line.pipeline().addLast(reception.greeter(line, cause -> null));
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

        /** Each loop waits for the other one's tasks, as often as a connection goes from one to the other. */
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
