package io.atflux.threads;

import io.atflux.transport.AtTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** A modem in memory, on a loop of its own, that answers {@code AT+G=token} with the token, and now and then speaks up. */
final class EchoingModem implements AtTransport, AutoCloseable {

    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
    private final LocalAddress address = new LocalAddress("modem-" + System.identityHashCode(this));

    EchoingModem() {
        new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Engine());
                    }
                })
                .bind(address)
                .syncUninterruptibly();
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.create(sink -> {
            ChannelFuture connected = new Bootstrap()
                    .group(loops)
                    .channel(LocalChannel.class)
                    .option(ChannelOption.ALLOCATOR, allocator)
                    .handler(handler)
                    .connect(address);
            connected.addListener(done -> {
                if (done.isSuccess()) {
                    sink.success(connected.channel());
                } else {
                    sink.error(done.cause());
                }
            });
        });
    }

    @Override
    public String describe() {
        return "local";
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Engine extends ChannelInboundHandlerAdapter {
        private final StringBuilder line = new StringBuilder();
        private int commands;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            try {
                line.append(bytes.toString(StandardCharsets.ISO_8859_1));
            } finally {
                bytes.release();
            }
            for (int end = line.indexOf("\r"); end >= 0; end = line.indexOf("\r")) {
                String token = line.substring("AT+G=".length(), end);
                line.delete(0, end + 1);
                String urc = commands++ % 7 == 0 ? "\r\n+CREG: 1\r\n" : "";
                print(context, urc + "\r\n+G: " + token + "\r\n");
                print(context, "\r\nOK\r\n");
            }
        }

        private static void print(ChannelHandlerContext context, String text) {
            context.writeAndFlush(
                    context.alloc().buffer(text.length()).writeBytes(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
