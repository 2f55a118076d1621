package io.atflux.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Newly made authorities, certificates and keys, in a PKCS#12 store that the JDK's own keytool writes. */
final class Pki {

    static final char[] PASSWORD = "for tests".toCharArray();

    private final Path file;
    private final KeyStore store;

    /**
     * Entries: {@code root} and {@code inter} (authorities), {@code leaf} (EC, issued by inter, chain of three), {@code other} (EC) and
     * {@code rsa} (each signed by itself).
     */
    Pki(Path folder) throws IOException, GeneralSecurityException {
        file = folder.resolve("pki.p12");
        make("root", "EC", "-ext", "bc:c");
        make("inter", "EC", "-ext", "bc:c");
        issue(folder, "inter", "root", "-ext", "bc:c");
        make("leaf", "EC");
        issue(folder, "leaf", "inter");
        make("other", "EC");
        make("rsa", "RSA");
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
    }

    private void make(String alias, String algorithm, String... more) {
        List<String> line = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
        line.addAll(List.of("-keyalg", algorithm, "-validity", "365"));
        line.addAll(Arrays.asList(more));
        keytool(line);
    }

    private void issue(Path folder, String alias, String issuer, String... more) {
        String request = folder.resolve(alias + ".csr").toString();
        String issued = folder.resolve(alias + ".pem").toString();
        keytool(List.of("-certreq", "-alias", alias, "-file", request));
        List<String> line = new ArrayList<>(List.of("-gencert", "-alias", issuer, "-infile", request));
        line.addAll(List.of("-outfile", issued, "-validity", "365"));
        line.addAll(Arrays.asList(more));
        keytool(line);
        keytool(List.of("-importcert", "-noprompt", "-alias", alias, "-file", issued));
    }

    private void keytool(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(arguments);
        line.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(arguments.get(0) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    KeyStore store() {
        return store;
    }

    /** The certificates of an entry's chain, as PEM each. */
    List<byte[]> chain(String alias) throws GeneralSecurityException {
        List<byte[]> all = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            all.add(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return all;
    }

    byte[] certificate(String alias) throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
    }

    byte[] key(String alias) throws GeneralSecurityException {
        return pem("PRIVATE KEY", privateKey(alias));
    }

    /** The key alone, in the form of PKCS#1 or SEC 1: the part of PKCS#8 after version and algorithm. */
    byte[] olderKey(String alias, String label) throws GeneralSecurityException {
        byte[] der = privateKey(alias);
        int at = content(der, 0);
        at = next(der, at);
        at = next(der, at);
        return pem(label, Arrays.copyOfRange(der, content(der, at), next(der, at)));
    }

    private byte[] privateKey(String alias) throws GeneralSecurityException {
        return ((PrivateKey) store.getKey(alias, PASSWORD)).getEncoded();
    }

    private static int content(byte[] der, int at) {
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    private static int next(byte[] der, int at) {
        int from = content(der, at);
        int length = der[at + 1];
        if (length < 0) {
            length = 0;
            for (int i = at + 2; i < from; i++) {
                length = length << 8 | der[i] & 0xff;
            }
        }
        return from + length;
    }

    static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
