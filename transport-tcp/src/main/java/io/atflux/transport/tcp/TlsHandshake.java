package io.atflux.transport.tcp;

import io.atflux.transport.spi.Handshake;
import io.atflux.transport.tcp.internal.TlsFailure;
import io.atflux.transport.tcp.internal.TlsWords;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The TLS handshake. */
final class TlsHandshake implements Handshake {

    private final SslContext tls;
    private final String name;
    private final int port;
    private final long deadline;

    /** @param deadline in terms of {@link System#nanoTime()} */
    TlsHandshake(SslContext tls, TcpTransport transport, long deadline) {
        TlsSettings settings = transport.tls();
        String other = settings == null ? null : settings.serverName();
        this.tls = tls;
        this.name = other == null ? transport.host() : other;
        this.port = transport.port();
        this.deadline = deadline;
    }

    @Override
    public void begin(ChannelHandlerContext handOver) {
        SslHandler handler = tls.newHandler(handOver.alloc(), name, port);
        if (!NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name)) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            // The JVM itself sends only host names with a dot.
            parameters.setServerNames(List.of(new SNIHostName(name)));
            handler.engine().setSSLParameters(parameters);
        }
        handler.setHandshakeTimeout(Math.max(1_000_000, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        handOver.pipeline().addBefore(handOver.name(), "tls", handler);
        handOver.pipeline().addBefore(handOver.name(), null, new TlsWords("the server", TlsFailure::words));
    }

    @Override
    public boolean isEndedBy(Object event) throws Exception {
        if (!(event instanceof SslHandshakeCompletionEvent end)) {
            return false;
        }
        if (!end.isSuccess()) {
            throw end.cause() instanceof Exception cause ? cause : new SSLException(end.cause());
        }
        return true;
    }

    @Override
    public String closed() {
        return TlsFailure.CLOSED;
    }
}
