package io.atflux.transport.tcp.internal;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The reason of a TLS failure, in plain words. */
public final class TlsFailure {

    private static final Set<String> ABOUT_OUR_CERTIFICATE = Set.of(
            "bad_certificate", "certificate_required", "certificate_unknown", "certificate_expired", "unknown_ca");

    public static final String CLOSED = "closed the connection during the TLS handshake";

    private static final String OUR_CERTIFICATE_REFUSED = "wants another client certificate than it was given, if any";

    private TlsFailure() {}

    /** Null for a failure without relation to TLS. */
    public static @Nullable String words(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRefusal refusal) {
                return "is not trusted: " + refusal.getMessage();
            }
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotSslRecordException) {
                // Its message contains the received bytes in hexadecimal, which are modem output and must not be
                // logged.
                return "does not speak TLS";
            }
            if (cause instanceof SslHandshakeTimeoutException) {
                return "did not finish the TLS handshake in time; is it a TLS port?";
            }
            if (cause instanceof SSLException ssl) {
                return alert(ssl);
            }
        }
        return null;
    }

    /** The same if the peer is the client. */
    public static @Nullable String wordsOfListener(Throwable failed) {
        String words = words(failed);
        if (words == null) {
            return failed instanceof ClosedChannelException ? CLOSED : null;
        }
        return words.startsWith(OUR_CERTIFICATE_REFUSED)
                ? words.replace(OUR_CERTIFICATE_REFUSED, "does not trust our certificate")
                : words;
    }

    private static String alert(SSLException failed) {
        String text = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        if (text.startsWith("connection closed")) {
            return CLOSED;
        }
        int at = text.indexOf("received fatal alert: ");
        if (at < 0) {
            return "failed in TLS: " + failed.getMessage();
        }
        String alert = text.substring(at + "received fatal alert: ".length()).strip();
        return ABOUT_OUR_CERTIFICATE.contains(alert)
                ? OUR_CERTIFICATE_REFUSED + " (alert " + alert + ")"
                : "refused TLS (alert " + alert + ")";
    }
}
