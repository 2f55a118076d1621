package io.atflux.samples.benchmarks.command;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Hand-written code as in programs without the engine: lines by {@link LineBasedFrameDecoder}, as Strings, and a Mono
 * for each command, with or without {@code Mono.timeout}. No queue, no result codes, no late replies.
 */
final class NettyMono extends LoopContender {

    private static final int LONGEST_LINE = 1024;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final boolean timed;

    NettyMono(boolean timed) {
        this.timed = timed;
    }

    @Override
    Line line(int port) {
        Lines lines = new Lines();
        var channel =
                Wire.connect(loops, port, () -> new ChannelHandler[] {new LineBasedFrameDecoder(LONGEST_LINE), lines});
        return new MonoLine(this, () -> timed ? lines.signal().timeout(LIMIT) : lines.signal(), () -> channel.close()
                .syncUninterruptibly());
    }

    private static final class Lines extends ChannelInboundHandlerAdapter {

        private final ByteBuf command = Wire.buffer(Wire.signal());
        private @Nullable ChannelHandlerContext context;
        private @Nullable MonoSink<Integer> waiting;
        private int value;

        Mono<Integer> signal() {
            return Mono.create(sink -> {
                ChannelHandlerContext to = context;
                if (to != null) {
                    waiting = sink;
                    to.writeAndFlush(command.duplicate(), to.voidPromise());
                }
            });
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            ByteBuf frame = (ByteBuf) message;
            String line = frame.toString(StandardCharsets.ISO_8859_1);
            frame.release();
            MonoSink<Integer> sink = waiting;
            if (line.startsWith("+CSQ: ")) {
                value = Integer.parseInt(line.substring(6, line.indexOf(',')));
            } else if (line.equals("OK") && sink != null) {
                waiting = null;
                sink.success(value);
            }
        }
    }
}
