package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;

/** Behaviour over drivers that hang, which no pseudo-terminal does. */
@Timeout(60)
class SerialLimitsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final SerialTransport PORT = SerialTransport.port("/dev/ttyFAKE");

    @AfterEach
    void leaveNothing() throws InterruptedException {
        SerialLoops.dispose().block(LIMIT);
        LeftThreads.expectNone();
    }

    @Test
    void aPortThatHangsOnOpeningTimesOutAndIsClosedWhenItOpensAfterAll() throws Exception {
        CountDownLatch letOpen = new CountDownLatch(1);
        FakeDevice device = new FakeDevice(false, false);
        SerialTransport transport = PORT.openTimeout(SHORT).opener(t -> {
            awaitAll(letOpen);
            return device;
        });

        Throwable why = catchThrowable(() -> transport.connect(new Events()).block(LIMIT));
        letOpen.countDown();

        assertThat(why)
                .hasMessage("cannot open serial:/dev/ttyFAKE: it did not open within 50 ms")
                .isInstanceOfSatisfying(AtConnectionException.class, e -> assertThat(e.outcome())
                        .isEqualTo(Outcome.NOT_SENT));
        awaitAll(device.closed);
        assertThat(device.closes).hasValue(1);
    }

    @Test
    void cancellingWhileOpeningClosesThePort() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch letOpen = new CountDownLatch(1);
        FakeDevice device = new FakeDevice(false, false);
        Events events = new Events();
        Disposable attempt = PORT.opener(t -> {
                    opening.countDown();
                    awaitAll(letOpen);
                    return device;
                })
                .connect(events)
                .subscribe(channel -> events.seen.add("channel"), error -> events.seen.add("error"));
        awaitAll(opening);

        attempt.dispose();
        letOpen.countDown();

        awaitAll(device.closed);
        assertThat(device.closes).hasValue(1);
        assertThat(events.seen).isEmpty();
    }

    @Test
    void aWriteThatMakesNoProgressClosesThePort() throws Exception {
        FakeDevice device = new FakeDevice(true, false);
        Events events = new Events();
        Channel channel = open(PORT.writeTimeout(SHORT).opener(t -> device), events);

        ChannelFuture first = channel.write(Unpooled.wrappedBuffer(new byte[10_000]));
        ChannelFuture second = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[10]));

        assertThat(second.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(first.cause()).isInstanceOf(IOException.class);
        assertThat(first.cause()).hasMessage("serial:/dev/ttyFAKE took no bytes for 50 ms");
        assertThat(second.cause()).isSameAs(first.cause());
        assertThat(channel.closeFuture().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(device.closes).hasValue(1);
    }

    @Test
    void aPortThatHangsOnClosingIsLeftToItself() throws Exception {
        FakeDevice device = new FakeDevice(false, true);
        Events events = new Events();
        Channel channel = open(PORT.closeTimeout(SHORT).opener(t -> device), events);

        assertThat(channel.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        awaitAll(events.inactive);
        assertThat(channel.isOpen()).isFalse();
        assertThat(device.closed.getCount()).isOne();
        device.letClose.countDown();
        awaitAll(device.closed);
    }

    @Test
    void closingWaitsUntilThePortIsGivenBack() throws Exception {
        FakeDevice device = new FakeDevice(false, true);
        Channel channel = open(PORT.opener(t -> device), new Events());

        ChannelFuture closing = channel.close();
        awaitAll(device.inClose);
        channel.eventLoop().submit(() -> {}).get();
        boolean early = closing.isDone();
        device.letClose.countDown();

        assertThat(early).isFalse();
        assertThat(closing.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        channel.close().sync();
        assertThat(device.closes).hasValue(1);
    }

    @Test
    void aPortThatIsGoneIsNoticedWhileNobodyReads() throws Exception {
        FakeDevice device = new FakeDevice(false, false);
        Events events = new Events();
        Channel channel = open(PORT.opener(t -> device), new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext context) {
                context.channel().config().setAutoRead(false);
                context.pipeline().addLast(events);
            }
        });

        device.vanish("/dev/ttyFAKE was unplugged");

        assertThat(channel.closeFuture().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        awaitAll(events.inactive);
        assertThat(events.seen).containsExactly("/dev/ttyFAKE was unplugged", "inactive");
        assertThat(device.closes).hasValue(1);
    }

    @Test
    void writesToAClosedPortFail() throws Exception {
        Channel channel = open(PORT.opener(t -> new FakeDevice(false, false)), new Events());
        channel.close().sync();

        ChannelFuture write = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]));

        assertThat(write.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(write.cause()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void whatTheDriverThrowsIsTheReason() {
        SerialTransport transport = PORT.opener(t -> {
            throw new IllegalStateException("driver bug");
        });

        assertThatThrownBy(() -> transport.connect(new Events()).block(LIMIT))
                .isInstanceOf(AtConnectionException.class)
                .hasMessageContaining("driver bug");
    }

    private static Channel open(SerialTransport transport, ChannelInboundHandlerAdapter handler) {
        return Objects.requireNonNull(transport.connect(handler).block(LIMIT));
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The events that a session would receive. */
    private static final class Events extends ChannelInboundHandlerAdapter {
        final List<String> seen = new CopyOnWriteArrayList<>();
        final CountDownLatch inactive = new CountDownLatch(1);

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            seen.add("inactive");
            inactive.countDown();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            seen.add(String.valueOf(cause.getMessage()));
            context.close();
        }
    }
}
