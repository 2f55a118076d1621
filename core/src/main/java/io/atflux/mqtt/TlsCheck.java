package io.atflux.mqtt;

import io.atflux.error.AtUsageException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks TLS files as a handshake would, for faults that a module reports much later, and only by a number. Messages name files,
 * subjects of certificates and dates, and nothing of a key. Files are read and matched once per material; dates are checked each
 * time. Thread-safe.
 */
final class TlsCheck {

    /** The lines of a block, without its BEGIN and END (RFC 7468). */
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private static final byte[] ANYTHING = "signed to see whether they match".getBytes(StandardCharsets.US_ASCII);

    private final TlsMaterial material;
    private volatile @Nullable Read read;

    TlsCheck(TlsMaterial material) {
        this.material = material;
    }

    void run() {
        Read files = read;
        if (files == null) {
            files = new Read(certificates(TlsFile.TRUST), certificates(TlsFile.CLIENT_CERTIFICATE));
            inOrder(files.chain());
            match(files.chain());
            read = files;
        }
        Instant now = material.clock().instant();
        trust(files.roots(), now);
        files.chain().forEach(one -> inDate(TlsFile.CLIENT_CERTIFICATE, one, now));
    }

    private record Read(List<X509Certificate> roots, List<X509Certificate> chain) {}

    private AtUsageException refused(TlsFile file, String why) {
        return TlsSource.refused(file, material.origins().getOrDefault(file, ""), why);
    }

    /** The certificates of a file; empty if it was not given. */
    private List<X509Certificate> certificates(TlsFile file) {
        List<X509Certificate> all = new ArrayList<>();
        byte[] pem = material.files().get(file);
        if (pem == null) {
            return all;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
            while (block.find()) {
                byte[] der = Base64.getMimeDecoder().decode(block.group(2));
                all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw refused(
                    file, "cannot be read: block " + (all.size() + 1) + " is no X.509 certificate, or a damaged one");
        }
        if (all.isEmpty()) {
            throw refused(file, "holds no certificate between BEGIN and END lines");
        }
        return all;
    }

    /** Of several root certificates, those out of date do no harm. */
    private void trust(List<X509Certificate> roots, Instant now) {
        if (!roots.isEmpty() && roots.stream().noneMatch(root -> date(root, now) == null)) {
            inDate(TlsFile.TRUST, roots.get(0), now);
        }
    }

    private void inDate(TlsFile file, X509Certificate certificate, Instant now) {
        String wrong = date(certificate, now);
        if (wrong != null) {
            throw refused(file, wrong);
        }
    }

    private static @Nullable String date(X509Certificate certificate, Instant now) {
        String host = ", and this host's clock says " + now + ": ";
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return "of " + subject(certificate) + " is not valid before " + from + host + "set the clock, or wait";
        }
        return now.isAfter(until)
                ? "of " + subject(certificate) + " expired at " + until + host + "get a new one, or set the clock"
                : null;
    }

    private void inOrder(List<X509Certificate> chain) {
        for (int i = 0; i + 1 < chain.size(); i++) {
            X509Certificate one = chain.get(i);
            X509Certificate issuer = chain.get(i + 1);
            try {
                one.verify(issuer.getPublicKey());
            } catch (GeneralSecurityException notIssued) {
                throw refused(
                        TlsFile.CLIENT_CERTIFICATE,
                        "is out of order: certificate " + (i + 1) + ", of " + subject(one)
                                + ", is not issued by certificate "
                                + (i + 2) + ", of " + subject(issuer)
                                + "; the client's own comes first, each issuer after the certificate that it issued");
            }
        }
    }

    private void match(List<X509Certificate> chain) {
        byte[] pem = material.files().get(TlsFile.CLIENT_KEY);
        if (chain.isEmpty() || pem == null) {
            return;
        }
        X509Certificate certificate = chain.get(0);
        PrivateKey key = TlsKey.read(pem, certificate.getPublicKey());
        if (key == null) {
            throw refused(
                    TlsFile.CLIENT_KEY,
                    "is no " + certificate.getPublicKey().getAlgorithm()
                            + " key that can be read, and the client certificate"
                            + " is of one: give the key that belongs to it, as PKCS#8, PKCS#1 or SEC 1, not encrypted");
        }
        if (!isPair(certificate, key)) {
            throw refused(
                    TlsFile.CLIENT_KEY,
                    "does not belong to the client certificate of " + subject(certificate) + ": give both of one pair");
        }
    }

    private static boolean isPair(X509Certificate certificate, PrivateKey key) {
        String algorithm = TlsKey.signature(key);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException differs) {
            return false;
        }
    }

    private static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }
}
