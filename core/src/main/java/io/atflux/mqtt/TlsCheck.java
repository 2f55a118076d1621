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
 * Looks at TLS files with the eyes of a handshake: what a module would refuse much later, by a number that is no reason. Messages name
 * files, subjects of certificates and dates, and nothing of a key.
 */
final class TlsCheck {

    /** The lines of a block, without its BEGIN and END (RFC 7468). */
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private static final byte[] ANYTHING = "signed to see whether they match".getBytes(StandardCharsets.US_ASCII);

    private final TlsMaterial material;
    private final Instant now;

    TlsCheck(TlsMaterial material) {
        this.material = material;
        this.now = material.clock().instant();
    }

    void run() {
        byte[] trust = material.files().get(TlsFile.TRUST);
        if (trust != null) {
            trust(certificates(TlsFile.TRUST, trust));
        }
        byte[] certificate = material.files().get(TlsFile.CLIENT_CERTIFICATE);
        byte[] key = material.files().get(TlsFile.CLIENT_KEY);
        if (certificate != null && key != null) {
            List<X509Certificate> chain = certificates(TlsFile.CLIENT_CERTIFICATE, certificate);
            inOrder(chain);
            chain.forEach(one -> inDate(TlsFile.CLIENT_CERTIFICATE, one));
            match(chain.get(0), key);
        }
    }

    private AtUsageException refused(TlsFile file, String why) {
        return TlsSource.refused(file, material.origins().getOrDefault(file, ""), why);
    }

    private List<X509Certificate> certificates(TlsFile file, byte[] pem) {
        List<X509Certificate> all = new ArrayList<>();
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

    /** Of several, those that are out of date do no harm. */
    private void trust(List<X509Certificate> roots) {
        if (roots.stream().noneMatch(root -> date(root) == null)) {
            inDate(TlsFile.TRUST, roots.get(0));
        }
    }

    private void inDate(TlsFile file, X509Certificate certificate) {
        String wrong = date(certificate);
        if (wrong != null) {
            throw refused(file, wrong);
        }
    }

    private @Nullable String date(X509Certificate certificate) {
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
                                + "; the client's own comes first, each issuer behind the one that it issued");
            }
        }
    }

    private void match(X509Certificate certificate, byte[] pem) {
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
