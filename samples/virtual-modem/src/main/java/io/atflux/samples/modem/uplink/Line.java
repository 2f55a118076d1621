package io.atflux.samples.modem.uplink;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** The TCP connection of an MQTT client: the outermost handler of its pipeline, made on its event loop. */
final class Line extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final @Nullable SslHandler tls;
    private volatile boolean connected;

    Line(Channel channel) {
        this.channel = channel;
        tls = channel.pipeline().get(SslHandler.class);
        channel.pipeline().addFirst(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connected = true;
        ctx.fireChannelActive();
    }

    Channel channel() {
        return channel;
    }

    /** Whether TCP was connected, but the TLS handshake of a TLS connection did not succeed. */
    boolean endedInHandshake() {
        return connected && tls != null && !tls.handshakeFuture().isSuccess();
    }

    /** Closes from this handler outwards: the MQTT and TLS handlers would first send DISCONNECT and close_notify. */
    void cut() {
        ChannelHandlerContext outermost = channel.pipeline().context(this);
        if (outermost != null) {
            outermost.close();
        }
    }
}
