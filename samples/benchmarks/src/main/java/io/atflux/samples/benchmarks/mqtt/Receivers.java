package io.atflux.samples.benchmarks.mqtt;

import io.atflux.fibocom.L610;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.benchmarks.measure.CountingLoops;
import io.atflux.samples.benchmarks.measure.Loops;
import io.atflux.transport.tcp.TcpTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.ByteProcessor;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** The compared receivers. */
final class Receivers {

    private static final int LONGEST_LINE = 4096;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Receivers() {}

    /** Counts line feeds. Each message has two. */
    static Receiver raw(int port) {
        return new Counting(port, true);
    }

    /** Splits lines, and counts those that are not empty. */
    static Receiver lines(int port) {
        return new Counting(port, false);
    }

    /** {@code MqttClient.messages}. */
    static Receiver engine(int port, Consumer<MqttMessage> listener) {
        return new Subscriber(port, listener);
    }

    private static final class Counting extends ChannelInboundHandlerAdapter implements Receiver, ByteProcessor {

        private final CountingLoops loops = Loops.create("client", 1);
        private final boolean raw;
        private final Channel channel;
        private long feeds;
        private long frames;

        Counting(int port, boolean raw) {
            this.raw = raw;
            ChannelHandler[] handlers = raw
                    ? new ChannelHandler[] {this}
                    : new ChannelHandler[] {new LineBasedFrameDecoder(LONGEST_LINE), this};
            channel = new Bootstrap()
                    .group(loops)
                    .channel(Loops.sockets())
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel made) {
                            made.pipeline().addLast(handlers);
                        }
                    })
                    .connect(InetAddress.getLoopbackAddress(), port)
                    .syncUninterruptibly()
                    .channel();
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
            if (raw) {
                in.forEachByte(this);
            } else if (in.isReadable()) {
                frames++;
            }
            in.release();
        }

        @Override
        public EventExecutor loop() {
            return channel.eventLoop();
        }

        @Override
        public long received() {
            return raw ? feeds / 2 : frames;
        }

        @Override
        public void close() {
            channel.close().syncUninterruptibly();
            Loops.end(loops);
        }
    }

    private static final class Subscriber implements Receiver {

        private final CountingLoops loops = Loops.create("client", 1);
        private final L610 module;
        private long received;

        Subscriber(int port, Consumer<MqttMessage> listener) {
            module = Objects.requireNonNull(
                    L610.over(TcpTransport.to("127.0.0.1", port).group(loops))
                            .connect()
                            .block(LIMIT));
            module.mqtt(1).messages(Flooding.TOPIC, Qos.AT_LEAST_ONCE).subscribe(message -> {
                received++;
                listener.accept(message);
            });
            // Later in the queue: the subscription exists when this is answered.
            module.session().send("AT").block(LIMIT);
        }

        @Override
        public EventExecutor loop() {
            return loops.next();
        }

        @Override
        public long received() {
            return received;
        }

        @Override
        public void close() {
            module.close().block(LIMIT);
            Loops.end(loops);
        }
    }
}
