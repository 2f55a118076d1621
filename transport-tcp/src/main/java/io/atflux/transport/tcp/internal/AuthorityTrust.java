package io.atflux.transport.tcp.internal;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JVM's verification, with reasons that name the remedy. */
final class AuthorityTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager jvm;
    private final String name;

    AuthorityTrust(X509ExtendedTrustManager jvm, String name) {
        this.jvm = jvm;
        this.name = name;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            jvm.checkServerTrusted(chain, type, engine);
        } catch (CertificateException refused) {
            throw new CertificateRefusal(reason(chain, type, refused), refused);
        }
    }

    private String reason(X509Certificate[] chain, String type, CertificateException refused)
            throws CertificateException {
        for (X509Certificate one : chain) {
            try {
                one.checkValidity();
            } catch (CertificateExpiredException expired) {
                return "its certificate expired on " + day(one.getNotAfter()) + " (that of "
                        + CertificateText.names(one) + ")";
            } catch (CertificateNotYetValidException early) {
                return "its certificate is not valid before " + day(one.getNotBefore()) + "; is the clock right?";
            }
        }
        if (isTrusted(chain, type)) {
            String text = String.valueOf(refused.getMessage());
            return text.startsWith("No ")
                    ? "its certificate is for another name: " + CertificateText.names(chain[0]) + ", not " + name
                    : "its certificate is not accepted: " + text;
        }
        return "its certificate is signed by no authority that is trusted here (issuer "
                + CertificateText.issuer(chain[chain.length - 1]) + "); its fingerprint is "
                + CertificateText.fingerprint(chain[0]);
    }

    /** Regardless of its name. */
    private boolean isTrusted(X509Certificate[] chain, String type) {
        try {
            jvm.checkServerTrusted(chain, type);
            return true;
        } catch (CertificateException unknown) {
            return false;
        }
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jvm.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noEngine();
    }

    private static CertificateException noEngine() {
        return new CertificateException("only servers are verified, and only by their engine");
    }
}
