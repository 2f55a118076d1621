package io.atflux.mqtt;

import java.io.InputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a TLS connection: the files to load into the module, the version, and whether the server is verified, which is
 * the default. Immutable. File contents are never shown.
 *
 * <p>{@link #check()} checks the files on the host, as each open does before anything is sent: the module accepts any file and
 * fails much later, in the handshake. Files are used unchanged: a chain that is out of order is refused, not sorted.
 */
public final class TlsMaterial {

    private final TlsVersion version;
    private final boolean verify;
    private final Map<TlsFile, byte[]> files;
    private final Map<TlsFile, String> origins;
    private final boolean hostChecks;
    private final TlsClock moduleClock;
    private final Clock clock;
    private final TlsCheck check = new TlsCheck(this);

    private TlsMaterial(Builder builder) {
        this.version = builder.version;
        this.verify = builder.verify;
        this.files = Collections.unmodifiableMap(new EnumMap<>(builder.files));
        this.origins = Collections.unmodifiableMap(new EnumMap<>(builder.origins));
        this.hostChecks = builder.hostChecks;
        this.moduleClock = builder.moduleClock;
        this.clock = builder.clock;
    }

    /** TLS 1.2, the server verified against a root certificate (PEM). */
    public static TlsMaterial trusting(byte[] rootCertificate) {
        return builder().trust(rootCertificate).build();
    }

    /** TLS 1.2 without verification: encrypted, but the peer may be an impostor. */
    public static TlsMaterial withoutVerification() {
        return builder().withoutVerification().build();
    }

    /** Starts from TLS 1.2, the server verified, and no files. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        Builder builder = new Builder();
        builder.version = version;
        builder.verify = verify;
        builder.files.putAll(files);
        builder.origins.putAll(origins);
        builder.hostChecks = hostChecks;
        builder.moduleClock = moduleClock;
        builder.clock = clock;
        return builder;
    }

    /** The TLS version for the module. */
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

    /** The origin of a file, for messages: a path, or an entry of a key store; empty if it was passed as bytes or as a stream. */
    Map<TlsFile, String> origins() {
        return origins;
    }

    /** Whether the files are checked on the host. */
    public boolean hostChecks() {
        return hostChecks;
    }

    /** The treatment of the module's clock. */
    public TlsClock moduleClock() {
        return moduleClock;
    }

    /** The host's clock, against which the dates of certificates are checked. */
    public Clock clock() {
        return clock;
    }

    /**
     * Checks the files, unless {@link Builder#withoutHostChecks()} is set: each is readable; certificate and key match; each
     * certificate of the client's chain is issued by the next one; all of the chain, and at least one of the root certificates,
     * are in date by the host's clock. The first call takes some milliseconds of cryptography; further calls check the dates
     * only.
     *
     * @throws io.atflux.error.AtUsageException of reason FILE, naming the file, the fault and the remedy
     */
    public void check() {
        if (hostChecks) {
            check.run();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsMaterial m
                && version == m.version
                && verify == m.verify
                && hostChecks == m.hostChecks
                && moduleClock == m.moduleClock
                && clock.equals(m.clock)
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

    /** Collects TLS settings. Arrays passed in are copied. Not thread-safe. */
    public static final class Builder {

        private TlsVersion version = TlsVersion.TLS_1_2;
        private boolean verify = true;
        private final Map<TlsFile, byte[]> files = new EnumMap<>(TlsFile.class);

        private final Map<TlsFile, String> origins = new EnumMap<>(TlsFile.class);
        private boolean hostChecks = true;
        private TlsClock moduleClock = TlsClock.CHECK_AND_SET;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** The TLS version for the module. Default: TLS 1.2. */
        public Builder version(TlsVersion other) {
            version = other;
            return this;
        }

        /** The root certificate (PEM) against which the server is verified; may hold several. */
        public Builder trust(byte[] rootCertificate) {
            return put(TlsFile.TRUST, rootCertificate.clone(), "");
        }

        /**
         * The same, from a file. Read at once.
         *
         * @throws io.atflux.error.AtUsageException of reason FILE if it cannot be read
         */
        public Builder trust(Path rootCertificate) {
            return put(TlsFile.TRUST, TlsSource.read(TlsFile.TRUST, rootCertificate), rootCertificate.toString());
        }

        /** The same, from a stream. Read at once to its end; the caller closes it. */
        public Builder trust(InputStream rootCertificate) {
            return put(TlsFile.TRUST, TlsSource.read(TlsFile.TRUST, rootCertificate), "");
        }

        /**
         * The same, from a key store: all certificates of its certificate entries.
         *
         * @throws io.atflux.error.AtUsageException of reason FILE if there are none
         */
        public Builder trust(KeyStore store) {
            return put(TlsFile.TRUST, TlsSource.certificates(store), "key store");
        }

        /** The client's certificate and key (PEM), for brokers that verify clients. The certificate's issuers may follow it. */
        public Builder identity(byte[] certificate, byte[] key) {
            return put(TlsFile.CLIENT_CERTIFICATE, certificate.clone(), "").put(TlsFile.CLIENT_KEY, key.clone(), "");
        }

        /**
         * The same, from files. Read at once.
         *
         * @throws io.atflux.error.AtUsageException of reason FILE if one cannot be read
         */
        public Builder identity(Path certificate, Path key) {
            return put(
                            TlsFile.CLIENT_CERTIFICATE,
                            TlsSource.read(TlsFile.CLIENT_CERTIFICATE, certificate),
                            certificate.toString())
                    .put(TlsFile.CLIENT_KEY, TlsSource.read(TlsFile.CLIENT_KEY, key), key.toString());
        }

        /** The same, from streams. Read at once to their ends; the caller closes them. */
        public Builder identity(InputStream certificate, InputStream key) {
            return put(TlsFile.CLIENT_CERTIFICATE, TlsSource.read(TlsFile.CLIENT_CERTIFICATE, certificate), "")
                    .put(TlsFile.CLIENT_KEY, TlsSource.read(TlsFile.CLIENT_KEY, key), "");
        }

        /**
         * The same, from an entry of a key store: its chain, and its key as PKCS#8.
         *
         * @throws io.atflux.error.AtUsageException of reason FILE if there is no such entry, the password is wrong, or the store
         *     does not export the key
         */
        public Builder identity(KeyStore store, String alias, char[] password) {
            return put(TlsFile.CLIENT_CERTIFICATE, TlsSource.chain(store, alias), "entry " + alias + " of a key store")
                    .put(
                            TlsFile.CLIENT_KEY,
                            TlsSource.key(store, alias, password),
                            "entry " + alias + " of a key store");
        }

        private Builder put(TlsFile file, byte[] pem, String origin) {
            files.put(file, pem);
            origins.put(file, origin);
            return this;
        }

        /**
         * Skips the checks on the host, for files that the module can read but the host cannot, such as keys of rare curves. The
         * module then reports a fault in the handshake.
         */
        public Builder withoutHostChecks() {
            hostChecks = false;
            return this;
        }

        /** The treatment of the module's clock if the server is verified. Default: {@link TlsClock#CHECK_AND_SET}. */
        public Builder moduleClock(TlsClock policy) {
            moduleClock = policy;
            return this;
        }

        /** The host's clock. Default: the system's. */
        public Builder clock(Clock other) {
            clock = other;
            return this;
        }

        /** Switches verification off: the connection is encrypted, but the peer may be an impostor. */
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
