package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The division of work between a port's threads, over a driver that records it. */
@Timeout(60)
class SerialThreadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** For an event that never comes from a broken channel. */
    private static final long PATIENCE_SECONDS = 5;

    private static final SerialTransport PORT = SerialTransport.port("/dev/ttyFAKE");

    @AfterEach
    void leaveNothing() throws InterruptedException {
        SerialLoops.dispose().block(LIMIT);
        LeftThreads.expectNone();
    }

    @Test
    void theThreadThatReadRunsTheHandlersAndWritesTheirAnswer() throws Exception {
        FakeDevice device = new FakeDevice(false, false);
        Answers answers = new Answers(1);
        Channel channel = open(PORT.opener(t -> device), answers);

        assertThat(readerComesToWrite(device)).isTrue();
        answers.threads.clear();

        device.say("a");

        assertThat(taken(device.written)).asString().isEqualTo("a");
        assertThat(taken(answers.threads)).isSameAs(taken(device.readers));
        channel.close().sync();
    }

    @Test
    void readingGoesOnAndTheLoopIsFreeWhileAWriteHangs() throws Exception {
        FakeDevice device = new FakeDevice(false, false);
        Answers answers = new Answers(1);
        Channel channel = open(PORT.opener(t -> device), answers);
        assertThat(readerComesToWrite(device)).isTrue();
        device.writeHangs = true;
        answers.seen.clear();
        device.say("a");
        assertThat(taken(answers.seen)).isEqualTo("a");
        assertThat(device.inWrite.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        boolean free = channel.eventLoop().submit(() -> true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        device.say("b");
        String next = answers.seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(free).isTrue();
        assertThat(next).isEqualTo("b");
        assertThat(device.written).isEmpty();
        device.letWrite.countDown();
        assertThat(taken(device.written)).asString().isEqualTo("a");
        assertThat(taken(device.written)).asString().isEqualTo("b");
        device.say("c");
        assertThat(taken(device.written)).asString().isEqualTo("c");
        channel.close().sync();
    }

    @Test
    void aWriteThatHangsKeepsNoOtherPortOfTheLoopWaiting() throws Exception {
        EventLoopGroup one = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        FakeDevice stuck = new FakeDevice(true, false);
        FakeDevice free = new FakeDevice(false, false);
        Channel first = open(PORT.group(one).opener(t -> stuck), new Answers(1));
        Channel second = open(PORT.group(one).opener(t -> free), new Answers(1));

        stuck.say("a");
        assertThat(stuck.inWrite.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        free.say("b");

        assertThat(taken(free.written)).asString().isEqualTo("b");
        first.close().sync();
        second.close().sync();
        SerialLoops.shutDown(one).block(LIMIT);
    }

    @Test
    void aPortThatWritesSlowlyIsReadByAnotherThreadThanItIsWrittenBy() throws Exception {
        FakeDevice device = new FakeDevice(false, false);
        device.writeNanos = TimeUnit.MILLISECONDS.toNanos(2);
        Channel channel = open(PORT.opener(t -> device), new Answers(1));
        for (int i = 0; i < 5; i++) {
            writtenByReader(device);
        }
        boolean slow = writtenByReader(device);
        device.writeNanos = 0;

        assertThat(slow).isFalse();
        assertThat(readerComesToWrite(device)).isTrue();
        channel.close().sync();
    }

    @Test
    void aLongAnswerLeavesInItsOrderWhoeverWritesIt() throws Exception {
        FakeDevice device = new FakeDevice(false, false);
        Channel channel = open(PORT.opener(t -> device), new Answers(10_000));

        device.say("0123456789");

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < 100_000) {
            all.writeBytes(taken(device.written));
        }
        assertThat(all.toString(StandardCharsets.US_ASCII)).isEqualTo("0123456789".repeat(10_000));
        channel.close().sync();
    }

    @Test
    void aHandlerThatInterruptsItsThreadDoesNotEndThePort() throws Exception {
        FakeDevice device = new FakeDevice(false, false);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Channel channel = open(PORT.opener(t -> device), new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ByteBuf buffer = (ByteBuf) message;
                seen.add(buffer.toString(StandardCharsets.US_ASCII));
                buffer.release();
                Thread.currentThread().interrupt();
            }
        });

        for (int i = 0; i < 5; i++) {
            device.say("a");
            assertThat(taken(seen)).isEqualTo("a");
        }

        assertThat(channel.isActive()).isTrue();
        channel.close().sync();
    }

    @Test
    void aWriteOfTheReadingThreadThatTakesNoBytesClosesThePort() throws Exception {
        FakeDevice device = new FakeDevice(true, false);
        Answers answers = new Answers(1);
        Channel channel = open(PORT.writeTimeout(Duration.ofMillis(300)).opener(t -> device), answers);

        device.say("a");

        ChannelFuture write = taken(answers.writes);
        assertThat(write.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(write.cause()).hasMessage("serial:/dev/ttyFAKE took no bytes for 300 ms");
        assertThat(channel.closeFuture().await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    /** As soon as the loop has no other owner, and writes are quick, which a busy machine may delay. */
    private static boolean readerComesToWrite(FakeDevice device) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (writtenByReader(device)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one more answer was written by the thread that read the question. */
    private static boolean writtenByReader(FakeDevice device) throws InterruptedException {
        device.say("x");
        taken(device.written);
        return taken(device.writers) == taken(device.readers);
    }

    private static Channel open(SerialTransport transport, ChannelInboundHandlerAdapter handler) {
        return Objects.requireNonNull(transport.connect(handler).block(LIMIT));
    }

    private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        @Nullable T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return Objects.requireNonNull(next);
    }

    /** Repeats each answer the given number of times. */
    private static final class Answers extends ChannelInboundHandlerAdapter {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        final BlockingQueue<ChannelFuture> writes = new LinkedBlockingQueue<>();
        private final int times;

        Answers(int times) {
            this.times = times;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            String text = buffer.toString(StandardCharsets.US_ASCII);
            buffer.release();
            seen.add(text);
            threads.add(Thread.currentThread());
            writes.add(context.writeAndFlush(Unpooled.copiedBuffer(text.repeat(times), StandardCharsets.US_ASCII)));
        }
    }
}
