package io.atflux.mqtt;

import io.atflux.error.AtUsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The sources of TLS files, and the messages for failures to read them. */
final class TlsSource {

    /** Far above the limit of any module; it bounds a path that leads to an endless file. */
    private static final int MOST = 1 << 20;

    private TlsSource() {}

    /** The file's purpose, for the user who configures it. */
    static String role(TlsFile file) {
        return switch (file) {
            case CLIENT_CERTIFICATE -> "the client certificate";
            case CLIENT_KEY -> "the client key";
            case TRUST -> "the root certificate";
        };
    }

    static AtUsageException refused(TlsFile file, String origin, String why) {
        return new AtUsageException(
                AtUsageException.Reason.FILE,
                role(file) + (origin.isEmpty() ? "" : " (" + origin + ")") + " " + why,
                null);
    }

    static byte[] read(TlsFile file, Path path) {
        if (!Files.exists(path)) {
            throw refused(file, path.toString(), "is not there: give the path of a PEM file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(file, path.toString(), in);
        } catch (IOException e) {
            throw refused(
                    file, path.toString(), "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    static byte[] read(TlsFile file, InputStream in) {
        try {
            return read(file, "", in);
        } catch (IOException e) {
            throw refused(
                    file, "", "cannot be read from its stream: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] read(TlsFile file, String origin, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw refused(file, origin, "has more than " + MOST + " bytes: it is no PEM file for a module");
        }
        return bytes;
    }

    static byte[] certificates(KeyStore store) {
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        try {
            for (String alias : Collections.list(store.aliases())) {
                Certificate certificate = store.isCertificateEntry(alias) ? store.getCertificate(alias) : null;
                if (certificate != null) {
                    pem.writeBytes(pem("CERTIFICATE", certificate.getEncoded()));
                }
            }
        } catch (GeneralSecurityException e) {
            throw refused(
                    TlsFile.TRUST,
                    "key store",
                    "cannot be read: " + e.getClass().getSimpleName());
        }
        if (pem.size() == 0) {
            throw refused(TlsFile.TRUST, "key store", "is not there: the store has no entry for a certificate alone");
        }
        return pem.toByteArray();
    }

    static byte[] chain(KeyStore store, String alias) {
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        try {
            Certificate @Nullable [] chain = store.getCertificateChain(alias);
            for (Certificate certificate : chain == null ? new Certificate[0] : chain) {
                pem.writeBytes(pem("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw refused(
                    TlsFile.CLIENT_CERTIFICATE,
                    "key store",
                    "cannot be read: " + e.getClass().getSimpleName());
        }
        if (pem.size() == 0) {
            throw refused(
                    TlsFile.CLIENT_CERTIFICATE,
                    "key store",
                    "is not there: there is no entry " + alias + " with a chain");
        }
        return pem.toByteArray();
    }

    static byte[] key(KeyStore store, String alias, char[] password) {
        String origin = "entry " + alias + " of a key store";
        Key key;
        try {
            key = store.getKey(alias, password);
        } catch (GeneralSecurityException e) {
            throw refused(TlsFile.CLIENT_KEY, origin, "cannot be read: is its password right?");
        }
        if (key == null) {
            throw refused(TlsFile.CLIENT_KEY, origin, "is not there: the entry has no key");
        }
        byte[] encoded = key.getEncoded();
        if (encoded == null || !"PKCS#8".equals(key.getFormat())) {
            throw refused(TlsFile.CLIENT_KEY, origin, "does not leave its store, and the module needs the key itself");
        }
        return pem("PRIVATE KEY", encoded);
    }

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\r\n" + body + "\r\n-----END " + label + "-----\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
