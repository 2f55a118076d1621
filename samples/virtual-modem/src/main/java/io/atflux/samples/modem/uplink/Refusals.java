package io.atflux.samples.modem.uplink;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds the layer that refused from the exceptions of the MQTT client, of Netty and of the JDK's TLS. */
final class Refusals {

    private Refusals() {}

    /**
     * The refusal that a failure means.
     *
     * @param inHandshake whether the connection ended during the TLS handshake; a peer that only closes causes no TLS
     *     exception
     */
    static Refusal of(Throwable failure, boolean inHandshake) {
        Throwable ssl = null;
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof Mqtt3ConnAckException) {
                int code = ((Mqtt3ConnAckException) cause)
                        .getMqttMessage()
                        .getReturnCode()
                        .getCode();
                return new Refusal(Refusal.Kind.BROKER, code, "CONNACK return code " + code);
            }
            if (cause instanceof UnknownHostException) {
                return new Refusal(Refusal.Kind.NAME, 0, "the host name is not known");
            }
            if (isCertificateCheck(cause)) {
                return SslErrorCode.SERVER_CERTIFICATE.refusal("the server's certificate: " + text(cause));
            }
            if (ssl == null && cause instanceof SSLException) {
                ssl = cause;
            }
        }
        if (ssl != null) {
            return tls(ssl);
        }
        return inHandshake ? SslErrorCode.CLOSED.refusal("the server closed during the handshake") : network(failure);
    }

    static Refusal network(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return new Refusal(Refusal.Kind.NETWORK, 0, text(root));
    }

    /** The JDK names alerts as RFC 5246 section 7.2 does; only its message gives access to them. */
    private static Refusal tls(Throwable ssl) {
        String text = text(ssl);
        String message = text.toLowerCase(Locale.ROOT);
        if (ssl instanceof SslHandshakeTimeoutException) {
            return SslErrorCode.TIMEOUT.refusal(text);
        }
        if (message.contains("no appropriate protocol") || message.contains("protocol_version")) {
            return SslErrorCode.VERSION.refusal(text);
        }
        if (message.contains("connection closed")) {
            return SslErrorCode.CLOSED.refusal(text);
        }
        return SslErrorCode.HANDSHAKE.refusal(text);
    }

    private static boolean isCertificateCheck(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathValidatorException
                || cause instanceof CertPathBuilderException;
    }

    private static String text(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
