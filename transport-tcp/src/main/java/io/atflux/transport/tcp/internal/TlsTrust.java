package io.atflux.transport.tcp.internal;

import java.nio.file.Path;

/** Which servers are the right ones. */
public sealed interface TlsTrust {
    record OfTheSystem() implements TlsTrust {}

    record Authorities(Path pem) implements TlsTrust {}

    record Pinned(String fingerprint) implements TlsTrust {}

    record Anything() implements TlsTrust {}
}
