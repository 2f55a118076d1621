package io.atflux.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** The requirements on every transport. A transport's own test implements this interface, and inherits these tests. */
@Timeout(60)
public interface TransportTck {

    /** The limit for anything that should take milliseconds. */
    Duration LIMIT = Duration.ofSeconds(20);

    /** A new far end, and a transport that connects to it. */
    FarEnd farEnd() throws IOException;

    /** Ends the threads that the transport started. */
    Mono<Void> dispose();

    /** The common prefix of the names of the transport's threads. */
    String threadPrefix();

    @Test
    default void succeedsWithAnActiveChannelWhoseLastHandlerIsOurs() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);

            assertThat(channel.isActive()).isTrue();
            assertThat(channel.pipeline().last()).isSameAs(near);
            assertThat(near.activations()).isEqualTo(1);
            close(channel, near);
        }
    }

    @Test
    default void echoesBothWays() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);

            write(channel, bytes("AT\r"));
            assertThat(far.input().readNBytes(3)).isEqualTo(bytes("AT\r"));
            far.output().write(bytes("\r\nOK\r\n"));
            far.output().flush();

            assertThat(near.take(6)).isEqualTo(bytes("\r\nOK\r\n"));
            close(channel, near);
        }
    }

    @Test
    default void anyChunkingArrivesInOrder() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            byte[] data = random(20_000);

            for (int at = 0, size = 1; at < data.length; at += size, size = size % 700 + 13) {
                far.output().write(data, at, Math.min(size, data.length - at));
                far.output().flush();
            }

            assertThat(near.take(data.length)).isEqualTo(data);
            close(channel, near);
        }
    }

    @Test
    default void aMegabyteEachWayAtOnceStaysIntact() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            byte[] down = random(1 << 20);
            byte[] up = random(1 << 20);

            CompletableFuture<byte[]> farReads = async(() -> far.input().readNBytes(up.length));
            CompletableFuture<byte[]> farWrites = async(() -> {
                far.output().write(down);
                far.output().flush();
                return down;
            });
            write(channel, up);

            assertThat(near.take(down.length)).isEqualTo(down);
            assertThat(farReads.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(up);
            farWrites.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            close(channel, near);
        }
    }

    @Test
    default void nothingIsReadWhileReadingIsOffAndNothingIsLost() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            channel.eventLoop()
                    .submit(() -> channel.config().setAutoRead(false))
                    .get();
            far.output().write(bytes("12345678"));
            far.output().flush();
            // A read that was under way when reading was switched off may still deliver once.
            for (int round = 0; round < 5; round++) {
                write(channel, bytes("x"));
                assertThat(far.input().read()).isEqualTo('x');
            }
            int before = near.received();
            far.output().write(bytes("abcdefgh"));
            far.output().flush();
            for (int round = 0; round < 50; round++) {
                write(channel, bytes("x"));
                assertThat(far.input().read()).isEqualTo('x');
            }
            assertThat(near.received()).isEqualTo(before);

            channel.config().setAutoRead(true);

            assertThat(near.take(16)).isEqualTo(bytes("12345678abcdefgh"));
            close(channel, near);
        }
    }

    @Test
    default void theFarEndsHangUpEndsTheChannel() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            far.output();

            far.hangUp();

            assertThat(channel.closeFuture().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            near.awaitInactive();
            assertThat(near.held()).isZero();
        }
    }

    @Test
    default void closingEndsTheFarEndsInput() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            write(channel, bytes("AT\r"));
            assertThat(far.input().readNBytes(3)).isEqualTo(bytes("AT\r"));

            close(channel, near);

            assertThat(far.input().read()).isEqualTo(-1);
        }
    }

    @Test
    default void closingUnderAWriteThatNobodyTakesEndsBoth() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            // More than all buffers on the way.
            ByteBuf flood = Unpooled.wrappedBuffer(new byte[1 << 26]);

            ChannelFuture write = channel.writeAndFlush(flood);
            assertThat(far.input().read()).isZero();
            close(channel, near);

            assertThat(write.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(write.cause()).isInstanceOf(IOException.class);
            assertThat(flood.refCnt()).isZero();
        }
    }

    @Test
    default void ourHandlerRunsWhereBlockingIsRefused() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);

            assertThat(near.ranNonBlocking()).isTrue();
            close(channel, near);
        }
    }

    @Test
    default void noThreadIsLeftAfterDisposal() throws Exception {
        try (FarEnd far = farEnd()) {
            RecordingHandler near = new RecordingHandler();
            Channel channel = open(far.transport(), near);
            assertThat(threads()).isNotEmpty();

            dispose().block(LIMIT);

            assertThat(channel.isOpen()).isFalse();
            // The report of its end is the last act of a thread.
            for (Thread thread : threads()) {
                thread.join(LIMIT.toMillis());
            }
            assertThat(threads()).isEmpty();
        }
    }

    private static Channel open(AtTransport transport, RecordingHandler near) {
        return Objects.requireNonNull(transport.connect(near).block(LIMIT));
    }

    private static void write(Channel channel, byte[] bytes) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    /** Closes, and checks that every buffer was released. */
    private static void close(Channel channel, RecordingHandler near) throws InterruptedException {
        assertThat(channel.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        near.awaitInactive();
        assertThat(near.held()).isZero();
    }

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(threadPrefix()))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static CompletableFuture<byte[]> async(Callable<byte[]> call) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(call.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                },
                "tck-far-end");
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
