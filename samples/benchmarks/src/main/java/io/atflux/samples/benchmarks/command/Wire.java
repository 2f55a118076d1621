package io.atflux.samples.benchmarks.command;

import io.atflux.samples.benchmarks.measure.Constant;
import io.atflux.samples.benchmarks.measure.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The command of all contenders, and how those based on Netty connect. */
final class Wire {

    private static final byte[] SIGNAL = "AT+CSQ\r".getBytes(StandardCharsets.ISO_8859_1);

    /** {@code CR LF +CSQ: 23,0 CR LF CR LF OK CR LF}. */
    static final int LINE_FEEDS = 4;

    static final String TOPIC = "g510/test1";
    static final String PAYLOAD = "0123456789abcdef".repeat(4);

    private Wire() {}

    static byte[] signal() {
        return SIGNAL.clone();
    }

    static byte[] publish() {
        return ("AT+MQTTPUB=1,\"" + TOPIC + "\",1,0,\"" + PAYLOAD + "\"\r").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A command in a buffer that may be written repeatedly. */
    static ByteBuf buffer(byte[] command) {
        return Constant.of(command);
    }

    static Channel connect(EventLoopGroup loops, int port, Supplier<ChannelHandler[]> handlers) {
        return new Bootstrap()
                .group(loops)
                .channel(Loops.sockets())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handlers.get());
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }
}
