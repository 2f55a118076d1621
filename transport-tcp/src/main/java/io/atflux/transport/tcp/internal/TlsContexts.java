package io.atflux.transport.tcp.internal;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns settings into TLS contexts. Reads files, so never on an event loop. */
public final class TlsContexts {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

    private TlsContexts() {}

    /**
     * For a client of a server. Errors with a message for the user: the file and its fault, never its content.
     *
     * @param serverName the name to verify
     * @param line the line, for the log
     */
    public static SslContext client(TlsTrust trust, @Nullable TlsIdentity identity, String serverName, Object line)
            throws IOException {
        // The JDK's provider: a native one on the class path has other messages and other rules.
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (trust instanceof TlsTrust.Pinned pinned) {
            builder.trustManager(new PinnedTrust(pinned.fingerprint())).endpointIdentificationAlgorithm(null);
        } else if (trust instanceof TlsTrust.Anything) {
            LOG.warn("{}: the server's certificate is not verified", line);
            builder.trustManager(new PinnedTrust(null)).endpointIdentificationAlgorithm(null);
        } else {
            KeyStore authorities = trust instanceof TlsTrust.Authorities own ? authorities(own.pem()) : null;
            builder.trustManager(new AuthorityTrust(pkix(authorities), serverName))
                    .endpointIdentificationAlgorithm("HTTPS");
        }
        if (identity != null) {
            identified(identity, builder::keyManager);
        }
        return builder.build();
    }

    /** For a listener. The same messages. */
    public static SslContext server(TlsIdentity identity, @Nullable Path clients) throws IOException {
        SslContextBuilder builder =
                identified(identity, SslContextBuilder::forServer).sslProvider(SslProvider.JDK);
        if (clients != null) {
            builder.clientAuth(ClientAuth.REQUIRE).trustManager(pkix(authorities(clients)));
        }
        return builder.build();
    }

    private static X509ExtendedTrustManager pkix(@Nullable KeyStore authorities) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(authorities);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new LocalTlsException("this JVM cannot verify certificates", null);
        } catch (GeneralSecurityException unusable) {
            throw new LocalTlsException(
                    "this JVM's trusted certificates cannot be read: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyStore authorities(Path pem) throws IOException {
        requireReadable(pem, "trusted certificates");
        try (InputStream file = Files.newInputStream(pem)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (all.isEmpty()) {
                throw new LocalTlsException("the file of trusted certificates has none in it: " + pem, null);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one : all) {
                store.setCertificateEntry("ca" + number++, one);
            }
            return store;
        } catch (GeneralSecurityException damaged) {
            throw new LocalTlsException("the file of trusted certificates is no PEM certificate: " + pem, damaged);
        }
    }

    private interface Keys<R> {
        R read(File certificates, File key, @Nullable String password);
    }

    private static <R> R identified(TlsIdentity identity, Keys<R> reader) throws IOException {
        requireReadable(identity.certificates(), "our certificate");
        requireReadable(identity.key(), "our key");
        try {
            return reader.read(identity.certificates().toFile(), identity.key().toFile(), identity.password());
        } catch (IllegalArgumentException unusable) {
            String which = String.valueOf(unusable.getMessage()).contains("certificates")
                    ? "our certificate is no PEM certificate: " + identity.certificates()
                    : "our key is no PKCS #8 PEM key, or its password is another (openssl pkcs8 -topk8 converts it): "
                            + identity.key();
            throw new LocalTlsException(which, unusable);
        }
    }

    private static void requireReadable(Path file, String what) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new LocalTlsException("the file of " + what + " does not exist: " + file, null);
        }
        if (!Files.isReadable(file)) {
            throw new LocalTlsException("the file of " + what + " may not be read by this user: " + file, null);
        }
    }
}
