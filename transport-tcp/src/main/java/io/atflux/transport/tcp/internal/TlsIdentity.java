package io.atflux.transport.tcp.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The certificate and key of this side; the password is null for a key that is not encrypted. */
public record TlsIdentity(
        Path certificates, Path key, @Nullable String password) {

    @Override
    public String toString() {
        return "TlsIdentity[" + certificates + "]";
    }
}
