package io.atflux.transport.tcp.dialin;

import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.atflux.transport.tcp.internal.TlsFailure;
import io.atflux.transport.tcp.internal.TlsWords;
import io.atflux.transport.tcp.internal.WriteLimit;
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

/**
 * The first handlers of a connection: the limits, on the listener's event loop, and then, on the connection's own, TLS and the
 * registration.
 */
@ChannelHandler.Sharable
final class ConnectionInitializer extends ChannelInitializer<Channel> {

    private final Duration writeTimeout;
    private volatile @Nullable SslContext tls;
    private volatile @Nullable ConnectionDispatcher dispatcher;

    ConnectionInitializer(@Nullable SslContext tls, Duration writeTimeout) {
        this.tls = tls;
        this.writeTimeout = writeTimeout;
    }

    /** Called before the first connection is accepted. */
    void dispatcher(ConnectionDispatcher whose) {
        dispatcher = whose;
    }

    /** Applies to connections from now on. */
    void tls(@Nullable SslContext other) {
        tls = other;
    }

    /** For the listening socket: closes a connection that exceeds a limit. */
    ChannelHandler admission() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                ConnectionDispatcher known = dispatcher;
                if (known != null && known.admit((Channel) accepted)) {
                    context.fireChannelRead(accepted);
                } else {
                    ((Channel) accepted).unsafe().closeForcibly();
                }
            }
        };
    }

    @Override
    protected void initChannel(Channel channel) {
        TcpEventLoops.opened(channel);
        channel.pipeline().addLast(new WriteLimit("the device at " + peer(channel), writeTimeout));
        SslContext context = tls;
        if (context != null) {
            SslHandler handler = context.newHandler(channel.alloc());
            // The registration time-out ends a handshake that does not end.
            handler.setHandshakeTimeoutMillis(0);
            channel.pipeline().addLast("tls", handler);
            channel.pipeline().addLast(new TlsWords("the device", TlsFailure::wordsOfListener));
        }
        ConnectionDispatcher known = dispatcher;
        if (known != null) {
            channel.pipeline().addLast(known.registrar(channel, TlsFailure::wordsOfListener));
        }
    }

    private static String peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress known
                ? NetUtil.toSocketAddressString(known)
                : "an unknown address";
    }
}
