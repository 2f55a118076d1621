package io.atflux.transport.tcp;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.internal.foreign.SystemWords;
import io.atflux.internal.time.Durations;
import io.atflux.transport.spi.HandOver;
import io.atflux.transport.spi.Handshake;
import io.atflux.transport.tcp.internal.LocalTlsException;
import io.atflux.transport.tcp.internal.TlsFailure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;

/** The reason for which a line could not be opened, in plain words. */
final class ConnectFailure {

    private final TcpTransport transport;
    private final List<String> attempts = new ArrayList<>(1);
    private boolean ranOut;
    /** That of the last address. */
    private Reason reason = Reason.OTHER;

    ConnectFailure(TcpTransport transport) {
        this.transport = transport;
    }

    /** Records one address that failed. */
    void tried(InetSocketAddress address, Throwable cause) {
        attempts.add(who(address) + words(cause));
        reason = reason(cause);
        ranOut |= isTimeout(cause);
    }

    /** Records a connection that was made and ended before its handshakes were complete. */
    void ended(InetSocketAddress address, HandOver handOver) {
        Throwable cause = handOver.cause();
        Handshake handshake = handOver.handshake();
        attempts.add(who(address) + (handshake != null && isClosing(cause) ? handshake.closed() : words(cause)));
        reason = handshake != null && isClosing(cause) ? Reason.HANDSHAKE : reason(cause);
        ranOut |= isTimeout(cause);
    }

    /** A server that closes with unread input sends a reset. */
    private static boolean isClosing(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof ClosedChannelException
                || (cause instanceof IOException
                        && !(cause instanceof SSLException)
                        && (text.contains("connection reset") || text.contains("broken pipe")));
    }

    private String who(InetSocketAddress address) {
        return (transport.proxy() == null ? "" : "proxy ")
                + address.getAddress().getHostAddress() + " ";
    }

    AtConnectionException asException(Throwable last) {
        String why = attempts.isEmpty() ? words(last) : String.join("; ", attempts);
        String limit = ranOut || isTimeout(last) ? " (limit " + Durations.text(transport.connectTimeout()) + ")" : "";
        return new AtConnectionException(
                attempts.isEmpty() ? reason(last) : reason,
                "cannot open " + transport.describe() + ": " + why + limit,
                last);
    }

    private static Reason reason(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (isTimeout(cause) || cause instanceof StepTimeout || text.contains("timed out")) {
            return Reason.TIMED_OUT;
        }
        if (TlsFailure.words(cause) != null || cause instanceof ProxyConnectException) {
            return Reason.HANDSHAKE;
        }
        if (cause instanceof UnknownHostException) {
            return Reason.NOT_FOUND;
        }
        if (text.contains("refused") || isClosing(cause)) {
            return Reason.REFUSED;
        }
        return isUnreachable(cause, text) ? Reason.UNREACHABLE : Reason.OTHER;
    }

    private static boolean isUnreachable(Throwable cause, String text) {
        return cause instanceof NoRouteToHostException || text.contains("unreachable") || text.contains("no route");
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof ConnectTimeoutException
                || cause instanceof SslHandshakeTimeoutException
                || isLateProxy(cause);
    }

    private static boolean isLateProxy(Throwable cause) {
        return cause instanceof ProxyConnectException
                && String.valueOf(cause.getMessage()).endsWith("timeout");
    }

    private static String words(Throwable cause) {
        String tls = TlsFailure.words(cause);
        if (tls != null) {
            return tls;
        }
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (isClosing(cause)) {
            return "closed the connection at once";
        }
        if (isLateProxy(cause)) {
            return "did not open the tunnel in time";
        }
        if (cause instanceof ProxyConnectException) {
            return "did not open the tunnel: "
                    + text.substring(text.lastIndexOf(", ") + 1).strip();
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        if (cause instanceof StepTimeout) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof ConnectTimeoutException || text.contains("timed out")) {
            return "did not accept the connection in time";
        }
        if (text.contains("refused")) {
            return "refused the connection";
        }
        if (isUnreachable(cause, text)) {
            return "is unreachable";
        }
        if (cause instanceof RejectedExecutionException) {
            return "the event loops have been shut down";
        }
        if (cause instanceof LocalTlsException) {
            return String.valueOf(cause.getMessage());
        }
        return "failed: " + SystemWords.of(cause);
    }
}
