package io.atflux.samples.broker;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority that lives as long as the process. It is for a demonstration's TLS, never for a real server.
 * Its keys are EC P-256 (or RSA 2048 on request), so that each PEM is far below the 8192 bytes that
 * {@code AT+GTSSLFILE} takes.
 */
public final class DemoPki {

    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The key algorithms of a certificate. */
    public enum KeyKind {
        EC("EC", 256),
        RSA("RSA", 2048);

        private final String algorithm;
        private final int bits;

        KeyKind(String algorithm, int bits) {
            this.algorithm = algorithm;
            this.bits = bits;
        }

        private KeyPair generate() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits, RANDOM);
            return generator.generateKeyPair();
        }
    }

    /** A certificate and its private key. {@code toString} shows neither. */
    public static final class Identity {

        private final X509Certificate certificate;
        private final KeyPair keys;

        private Identity(X509Certificate certificate, KeyPair keys) {
            this.certificate = certificate;
            this.keys = keys;
        }

        /** The certificate as PEM. */
        public byte[] certificatePem() throws GeneralSecurityException {
            return pem("CERTIFICATE", certificate.getEncoded());
        }

        /** The private key as PKCS#8 PEM, not encrypted. */
        public byte[] keyPem() {
            return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }
    }

    private final Identity authority;
    private final Identity server;

    private DemoPki(Identity authority, Identity server) {
        this.authority = authority;
        this.server = server;
    }

    /** A new authority with a server certificate for localhost, 127.0.0.1 and ::1. */
    public static DemoPki create() throws GeneralSecurityException, IOException {
        KeyPair keys = KeyKind.EC.generate();
        X500Name name = new X500Name("CN=atflux demo CA");
        X509v3CertificateBuilder builder = certificate(name, name, keys, Instant.now());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        Identity authority = new Identity(sign(builder, keys), keys);
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        };
        return new DemoPki(authority, serverFor(authority, names, Instant.now()));
    }

    /** The same authority with a server certificate for another host. */
    public DemoPki withServerName(String dnsName) throws GeneralSecurityException, IOException {
        GeneralName[] names = {new GeneralName(GeneralName.dNSName, dnsName)};
        return new DemoPki(authority, serverFor(authority, names, Instant.now()));
    }

    /** The same authority with a server certificate that expired a month ago. */
    public DemoPki withExpiredServer() throws GeneralSecurityException, IOException {
        GeneralName[] names = {new GeneralName(GeneralName.dNSName, "localhost")};
        return new DemoPki(authority, serverFor(authority, names, Instant.now().minus(LIFETIME.multipliedBy(2))));
    }

    /** The authority's certificate as PEM, for a client's trust store. */
    public byte[] authorityPem() throws GeneralSecurityException {
        return authority.certificatePem();
    }

    /** A new client certificate. */
    public Identity client(String commonName, KeyKind kind) throws GeneralSecurityException, IOException {
        GeneralName[] none = {};
        X500Name name = new X500Name("CN=" + commonName);
        return issue(authority, name, kind, KeyPurposeId.id_kp_clientAuth, none, Instant.now());
    }

    /** The server's certificate and key in one PKCS#12 store. */
    KeyStore serverStore(char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = {server.certificate, authority.certificate};
        store.setKeyEntry("server", server.keys.getPrivate(), password, chain);
        return store;
    }

    /** A trust store with this authority only, to verify client certificates. */
    KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate);
        return store;
    }

    private static Identity serverFor(Identity authority, GeneralName[] names, Instant from)
            throws GeneralSecurityException, IOException {
        X500Name name = new X500Name("CN=atflux demo broker");
        return issue(authority, name, KeyKind.EC, KeyPurposeId.id_kp_serverAuth, names, from);
    }

    private static Identity issue(
            Identity authority, X500Name name, KeyKind kind, KeyPurposeId purpose, GeneralName[] names, Instant from)
            throws GeneralSecurityException, IOException {
        KeyPair keys = kind.generate();
        X500Name issuer = X500Name.getInstance(
                authority.certificate.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = certificate(issuer, name, keys, from);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new Identity(sign(builder, authority.keys), keys);
    }

    private static X509v3CertificateBuilder certificate(X500Name issuer, X500Name name, KeyPair keys, Instant from) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM),
                Date.from(from.minus(Duration.ofDays(1))),
                Date.from(from.plus(LIFETIME)),
                name,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
