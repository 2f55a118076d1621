package io.atflux.samples.benchmarks.command;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ByteProcessor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The minimum: one handler that counts line feeds and parses nothing. It shows the cost of a socket alone. */
final class RawNetty extends LoopContender {

    private final byte[] request;

    /**
     * @param request answered by as many line feeds as {@code AT+CSQ}
     */
    RawNetty(byte[] request) {
        this.request = request;
    }

    @Override
    Line line(int port) {
        RawLine line = new RawLine();
        line.channel = Wire.connect(loops, port, () -> new ChannelHandler[] {line});
        return line;
    }

    private final class RawLine extends ChannelInboundHandlerAdapter implements Line, ByteProcessor {

        private final ByteBuf command = Wire.buffer(request);
        private @Nullable Channel channel;
        private @Nullable ChannelHandlerContext context;
        private int feeds;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void send() {
            ChannelHandlerContext to = Objects.requireNonNull(context);
            to.writeAndFlush(command.duplicate(), to.voidPromise());
        }

        @Override
        public boolean process(byte value) {
            if (value == '\n') {
                feeds++;
            }
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            ByteBuf in = (ByteBuf) message;
            in.forEachByte(this);
            in.release();
            if (feeds >= Wire.LINE_FEEDS) {
                feeds -= Wire.LINE_FEEDS;
                answered(this);
            }
        }

        @Override
        public void close() {
            Objects.requireNonNull(channel).close().syncUninterruptibly();
        }
    }
}
