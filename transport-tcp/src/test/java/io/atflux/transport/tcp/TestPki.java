package io.atflux.transport.tcp;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of an unknown authority, and servers that use them. */
final class TestPki {

    static final String HOST = "127.0.0.1";

    private TestPki() {}

    static X509Bundle authority() {
        return build(() -> new CertificateBuilder()
                .ecp256()
                .subject("CN=atflux test authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    /** For a server at {@link #HOST}, also named box.example. */
    static X509Bundle server(X509Bundle authority) {
        return build(() -> leaf("box.example").addSanIpAddress(HOST).buildIssuedBy(authority));
    }

    static X509Bundle named(String name, X509Bundle authority) {
        return build(() -> leaf(name).buildIssuedBy(authority));
    }

    static X509Bundle subject(String subject, X509Bundle authority) {
        return build(() -> new CertificateBuilder().ecp256().subject(subject).buildIssuedBy(authority));
    }

    static X509Bundle expired(X509Bundle authority) {
        Instant end = Instant.parse("2020-02-03T04:05:06Z");
        return build(() -> leaf("box.example")
                .addSanIpAddress(HOST)
                .notBefore(end.minus(Duration.ofDays(9)))
                .notAfter(end)
                .buildIssuedBy(authority));
    }

    static X509Bundle selfSigned(String name) {
        return build(() -> leaf(name).setIsCertificateAuthority(true).buildSelfSigned());
    }

    static Path certificates(X509Bundle bundle, Path folder) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "cert", ".pem"), bundle.getCertificatePathPEM());
    }

    static Path key(X509Bundle bundle, Path folder) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ".pem"), bundle.getPrivateKeyPEM());
    }

    /** A server's side; clients must present a certificate of the authority, if there is one. */
    static SSLContext context(X509Bundle server) {
        return build(() -> {
            KeyManagerFactory keys = server.toKeyManagerFactory();
            KeyStore clients = KeyStore.getInstance(KeyStore.getDefaultType());
            clients.load(null, null);
            clients.setCertificateEntry("root", server.getRootCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(clients);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        });
    }

    private static CertificateBuilder leaf(String name) {
        return new CertificateBuilder().ecp256().subject("CN=" + name).addSanDnsName(name);
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T build(Work<T> work) {
        try {
            return work.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
