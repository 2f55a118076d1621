package io.atflux.transport.tcp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteLimitTest {

    private final List<String> failures = new ArrayList<>();
    private final Socket socket = new Socket();

    @Test
    void aPeerThatTakesNothingIsTheEnd() {
        ChannelFuture write = write(10);
        advance(9_999);
        assertThat(socket.isOpen()).isTrue();

        advance(1);

        assertThat(failures).containsExactly("tcp://far:1 took no bytes for 10 s");
        assertThat(socket.isOpen()).isFalse();
        assertThat(write.isDone()).isTrue();
        assertThat(write.isSuccess()).isFalse();
    }

    @Test
    void aPeerThatTakesAByteNowAndThenIsWaitedFor() {
        write(10);
        for (int taken = 0; taken < 10; taken++) {
            advance(7_000);
            socket.takes(1);
        }
        assertThat(failures).isEmpty();
        assertThat(socket.isOpen()).isTrue();
        advance(60_000);
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void onceItStopsItHasAQuarterMoreAtMost() {
        write(10);
        advance(2_501);
        socket.takes(1);
        advance(12_499);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void whatIsWrittenMeanwhileIsNoProgress() {
        write(10);
        for (int more = 0; more < 9; more++) {
            advance(1_000);
            write(1);
        }
        assertThat(socket.isOpen()).isTrue();
        advance(1_000);
        assertThat(failures).hasSize(1);
    }

    @Test
    void theSameBufferBackAtTheHeadIsAnotherWrite() {
        ByteBuf pooled = Unpooled.buffer().writeBytes(new byte[5]).retain();
        socket.writeAndFlush(pooled);
        advance(9_000);
        socket.takes(5);
        write(3);
        socket.takes(3);

        socket.writeAndFlush(pooled.readerIndex(0));

        advance(9_999);
        assertThat(socket.isOpen()).isTrue();
        advance(2_501);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void nothingIsLeftBehindAClosedLine() {
        write(10);
        socket.close();
        advance(60_000);
        assertThat(failures).isEmpty();
        assertThat(socket.hasPendingTasks()).isFalse();
    }

    private ChannelFuture write(int bytes) {
        return socket.writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private void advance(long millis) {
        for (long passed = 0; passed < millis; passed++) {
            socket.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            socket.runPendingTasks();
        }
    }

    /** Accepts the number of bytes set by the test. */
    private final class Socket extends EmbeddedChannel {
        private int room;

        Socket() {
            super(new WriteLimit("tcp://far:1", Duration.ofSeconds(10)), new ChannelInboundHandlerAdapter() {
                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                    failures.add(String.valueOf(cause.getMessage()));
                }
            });
            freezeTime();
        }

        void takes(int bytes) {
            room += bytes;
            unsafe().flush();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer buffer) {
            while (room > 0 && !buffer.isEmpty()) {
                int taken = Math.min(room, ((ByteBuf) buffer.current()).readableBytes());
                room -= taken;
                buffer.removeBytes(taken);
            }
        }
    }
}
