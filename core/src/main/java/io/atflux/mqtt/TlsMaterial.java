package io.atflux.mqtt;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a TLS connection: the files to load into the module, the version, and whether the server is verified, which it
 * is unless that is turned off by name. Immutable. File contents are never shown.
 */
public final class TlsMaterial {

    private final TlsVersion version;
    private final boolean verify;
    private final Map<TlsFile, byte[]> files;

    private TlsMaterial(Builder builder) {
        this.version = builder.version;
        this.verify = builder.verify;
        this.files = Collections.unmodifiableMap(new EnumMap<>(builder.files));
    }

    /** TLS 1.2, the server verified against a root certificate (PEM). */
    public static TlsMaterial trusting(byte[] rootCertificate) {
        return builder().trust(rootCertificate).build();
    }

    /** TLS 1.2 against whoever answers: encrypted, but anybody may be at the other end. */
    public static TlsMaterial withoutVerification() {
        return builder().withoutVerification().build();
    }

    /** Starts with TLS 1.2, the server verified, and no files. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        Builder builder = new Builder();
        builder.version = version;
        builder.verify = verify;
        builder.files.putAll(files);
        return builder;
    }

    /** The version that the module may speak. */
    public TlsVersion version() {
        return version;
    }

    /** Whether the server's certificate is verified. */
    public boolean verify() {
        return verify;
    }

    /** PEM files to load, for the module's commands; their bytes must not be changed. */
    public Map<TlsFile, byte[]> files() {
        return files;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsMaterial m
                && version == m.version
                && verify == m.verify
                && files.keySet().equals(m.files.keySet())
                && files.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), m.files.get(file.getKey())));
    }

    @Override
    public int hashCode() {
        int hash = 31 * version.hashCode() + Boolean.hashCode(verify);
        for (byte[] pem : files.values()) {
            hash = 31 * hash + Arrays.hashCode(pem);
        }
        return hash;
    }

    @Override
    public String toString() {
        return version + (verify ? "" : ", server not verified") + ", files " + files.keySet();
    }

    /** Collects TLS settings. Bytes given are copied. Not thread-safe. */
    public static final class Builder {

        private TlsVersion version = TlsVersion.TLS_1_2;
        private boolean verify = true;
        private final Map<TlsFile, byte[]> files = new EnumMap<>(TlsFile.class);

        private Builder() {}

        /** The version that the module may speak. Default: TLS 1.2. */
        public Builder version(TlsVersion other) {
            version = other;
            return this;
        }

        /** The root certificate (PEM) that the server is verified against. */
        public Builder trust(byte[] rootCertificate) {
            files.put(TlsFile.TRUST, rootCertificate.clone());
            return this;
        }

        /** A certificate and a key of our own (PEM), for brokers that want to verify us. */
        public Builder identity(byte[] certificate, byte[] key) {
            files.put(TlsFile.CLIENT_CERTIFICATE, certificate.clone());
            files.put(TlsFile.CLIENT_KEY, key.clone());
            return this;
        }

        /** Takes whoever answers: encrypted, but anybody may be at the other end. */
        public Builder withoutVerification() {
            verify = false;
            return this;
        }

        /** The settings with these values. */
        public TlsMaterial build() {
            return new TlsMaterial(this);
        }
    }
}
