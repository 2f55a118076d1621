package io.atflux.samples.modem.uplink;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Makes the client's TLS set-up from the settings of {@code GTSSLVER}, {@code GTSSLMODE} and {@code GTSSLFILE}. */
final class ClientTls {

    private static final char[] NO_PASSWORD = {};

    private ClientTls() {}

    static MqttClientSslConfig config(OpenRequest.Tls tls, Duration handshakeLimit) throws TlsSetupException {
        MqttClientSslConfigBuilder builder = MqttClientSslConfig.builder()
                .protocols(List.of(protocol(tls.version())))
                .handshakeTimeout(handshakeLimit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (tls.verifyServer()) {
                builder = builder.trustManagerFactory(trust(tls.trust()));
            } else {
                builder = builder.trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                        .hostnameVerifier((host, session) -> true);
            }
            if (tls.clientCertificate().length > 0 || tls.clientKey().length > 0) {
                builder = builder.keyManagerFactory(identity(tls.clientCertificate(), tls.clientKey()));
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsSetupException(SslErrorCode.HANDSHAKE, "the JDK has no key store for TLS material");
        }
        return builder.build();
    }

    /** 0 is the highest version of the module. With a version that the JDK has disabled the handshake fails at once. */
    private static String protocol(int version) throws TlsSetupException {
        return switch (version) {
            case 0, 4 -> "TLSv1.2";
            case 3 -> "TLSv1.1";
            case 2 -> "TLSv1";
            case 1 -> "SSLv3";
            default -> throw new TlsSetupException(SslErrorCode.VERSION, "GTSSLVER " + version + " is not supported");
        };
    }

    private static TrustManagerFactory trust(byte[] pem)
            throws GeneralSecurityException, IOException, TlsSetupException {
        List<X509Certificate> roots = certificates(pem, SslErrorCode.TRUST, "TRUSTFILE");
        KeyStore store = emptyStore();
        for (X509Certificate root : roots) {
            store.setCertificateEntry("root" + store.size(), root);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory identity(byte[] certificatePem, byte[] keyPem)
            throws GeneralSecurityException, IOException, TlsSetupException {
        if (certificatePem.length == 0 || keyPem.length == 0) {
            throw new TlsSetupException(
                    SslErrorCode.CLIENT_CERTIFICATE_INCOMPLETE, "of CAFILE and KEYFILE only one was uploaded");
        }
        List<X509Certificate> chain =
                certificates(certificatePem, SslErrorCode.CLIENT_CERTIFICATE_UNREADABLE, "CAFILE");
        PrivateKey key = key(keyPem);
        if (!belongs(key, chain.get(0))) {
            throw new TlsSetupException(
                    SslErrorCode.CLIENT_KEY_MISMATCH, "the key in KEYFILE is not that of the certificate in CAFILE");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static List<X509Certificate> certificates(byte[] pem, SslErrorCode error, String file)
            throws TlsSetupException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : PemBlock.read(pem)) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsSetupException(error, file + " holds a block that is not a certificate");
        }
        if (certificates.isEmpty()) {
            throw new TlsSetupException(error, file + " holds no certificate in PEM");
        }
        return certificates;
    }

    private static PrivateKey key(byte[] pem) throws TlsSetupException {
        try {
            for (PemBlock block : PemBlock.read(pem)) {
                // OpenSSL writes the curve in a separate block before the key.
                if (!block.label().equals("EC PARAMETERS")) {
                    return PrivateKeys.read(block);
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsSetupException(SslErrorCode.CLIENT_KEY_UNREADABLE, "KEYFILE: " + e.getMessage());
        }
        throw new TlsSetupException(SslErrorCode.CLIENT_KEY_UNREADABLE, "KEYFILE holds no key in PEM");
    }

    /** A key store accepts any key with any certificate, and the handshake then fails without a clear cause. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        return signature.verify(signed);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
