package io.atflux.transport.tcp.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The descriptions of certificates in messages. */
public final class CertificateText {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int MOST_NAMES = 5;

    private CertificateText() {}

    /** The names of a certificate: those of RFC 2818, or its subject. */
    static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            List<String> hosts = all == null
                    ? List.of()
                    : all.stream()
                            .filter(name ->
                                    Objects.equals(name.get(0), DNS_NAME) || Objects.equals(name.get(0), IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .limit(MOST_NAMES)
                            .toList();
            return printable(
                    hosts.isEmpty() ? certificate.getSubjectX500Principal().getName() : String.join(", ", hosts));
        } catch (CertificateParsingException damaged) {
            return "names that cannot be read";
        }
    }

    static String issuer(X509Certificate certificate) {
        return printable(certificate.getIssuerX500Principal().getName());
    }

    /** SHA-256 of the whole certificate, 64 digits without colons. */
    public static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JVM has SHA-256", every);
        }
    }

    /** The peer determines this text: it must not affect a terminal, nor look like a line of a log. */
    private static String printable(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 200 ? safe.substring(0, 200) + "…" : safe;
    }
}
