package io.atflux.transport.tcp;

import io.atflux.transport.spi.HandOver;
import io.atflux.transport.spi.Handshake;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The tunnel through a proxy. Its handler is in the pipeline from the start, because it makes the connection. */
final class ProxyHandshake implements Handshake {

    @Override
    public void begin(ChannelHandlerContext handOver) {
        // The proxy's handler has already begun.
    }

    @Override
    public boolean isEndedBy(Object event) {
        return event instanceof ProxyConnectionEvent;
    }

    /** Requests a tunnel to the server from the proxy, which resolves the server's name. */
    static ChannelFuture connect(
            Bootstrap bootstrap,
            TcpTransport transport,
            ProxySettings proxy,
            InetSocketAddress address,
            long shareNanos,
            HandOver handOver) {
        return bootstrap
                .disableResolver()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast("proxy", handler(proxy, address, shareNanos));
                        channel.pipeline().addLast(handOver);
                    }
                })
                .connect(InetSocketAddress.createUnresolved(transport.host(), transport.port()));
    }

    private static ProxyHandler handler(ProxySettings proxy, InetSocketAddress address, long shareNanos) {
        String user = proxy.user();
        String password = proxy.password();
        ProxyHandler handler =
                switch (proxy.kind()) {
                    case SOCKS5 -> new Socks5ProxyHandler(address, user, password);
                    case HTTP ->
                        user == null || password == null
                                ? new HttpProxyHandler(address)
                                : new HttpProxyHandler(address, user, password);
                };
        handler.setConnectTimeoutMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(shareNanos)));
        return handler;
    }

    @Override
    public String closed() {
        return "closed the connection before the tunnel was open";
    }
}
