package io.atflux.mqtt;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a TLS connection needs: the files to load into the module, the version, and whether the server is verified, which
 * it is unless that is turned off by name. Immutable: every method returns a changed copy. File contents are never shown.
 *
 * @param version what the module may speak
 * @param verify whether the server's certificate is verified
 * @param files PEM files to load; not copied, must not be changed afterwards
 */
public record TlsMaterial(TlsVersion version, boolean verify, Map<TlsFile, byte[]> files) {

    public TlsMaterial {
        files = Map.copyOf(files);
    }

    /** TLS 1.2, the server verified against a root certificate (PEM). */
    public static TlsMaterial trusting(byte[] rootCertificate) {
        return new TlsMaterial(TlsVersion.TLS_1_2, true, Map.of(TlsFile.TRUST, rootCertificate));
    }

    /** TLS 1.2 against whoever answers: encrypted, but anybody may be at the other end. */
    public static TlsMaterial withoutVerification() {
        return new TlsMaterial(TlsVersion.TLS_1_2, false, Map.of());
    }

    /** With another TLS version. */
    public TlsMaterial version(TlsVersion other) {
        return new TlsMaterial(other, verify, files);
    }

    /** With a certificate and a key of our own (PEM), for brokers that want to verify us. */
    public TlsMaterial identifiedBy(byte[] certificate, byte[] key) {
        Map<TlsFile, byte[]> more = new EnumMap<>(TlsFile.class);
        more.putAll(files);
        more.put(TlsFile.CLIENT_CERTIFICATE, certificate);
        more.put(TlsFile.CLIENT_KEY, key);
        return new TlsMaterial(version, verify, more);
    }

    @Override
    public String toString() {
        return version + (verify ? "" : ", server not verified") + ", files " + files.keySet();
    }
}
