package io.atflux.transport.tcp;

import io.atflux.transport.tcp.dialin.Reception;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a connection passes first: the limits, on the listener's event loop, and then, on its own, TLS and the reception. */
@ChannelHandler.Sharable
final class Entrance extends ChannelInitializer<Channel> {

    private final Duration writeTimeout;
    private volatile @Nullable SslContext tls;
    private volatile @Nullable Reception reception;

    Entrance(@Nullable SslContext tls, Duration writeTimeout) {
        this.tls = tls;
        this.writeTimeout = writeTimeout;
    }

    /** Before the first connection is accepted. */
    void lead(Reception where) {
        reception = where;
    }

    /** For connections from now on. */
    void tls(@Nullable SslContext other) {
        tls = other;
    }

    /** For the listening socket: one connection too many gets no further. */
    ChannelHandler door() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                Reception inside = reception;
                if (inside != null && inside.admit((Channel) accepted)) {
                    context.fireChannelRead(accepted);
                } else {
                    ((Channel) accepted).unsafe().closeForcibly();
                }
            }
        };
    }

    @Override
    protected void initChannel(Channel channel) {
        TcpLoops.opened(channel);
        channel.pipeline().addLast(new WriteLimit("the device at " + peer(channel), writeTimeout));
        SslContext context = tls;
        if (context != null) {
            SslHandler handler = context.newHandler(channel.alloc());
            // The time to register ends a handshake that does not end.
            handler.setHandshakeTimeoutMillis(0);
            channel.pipeline().addLast("tls", handler);
            channel.pipeline().addLast(new TlsWords("the device", TlsFailure::wordsOfListener));
        }
        Reception inside = reception;
        if (inside != null) {
            channel.pipeline().addLast(inside.greeter(channel, TlsFailure::wordsOfListener));
        }
    }

    private static String peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress known
                ? NetUtil.toSocketAddressString(known)
                : "an unknown address";
    }
}
