package io.atflux.transport.tcp.internal;

import java.nio.file.Path;

/** The servers that are trusted. */
public sealed interface TlsTrust {
    record OfTheSystem() implements TlsTrust {}

    record Authorities(Path pem) implements TlsTrust {}

    record Pinned(String fingerprint) implements TlsTrust {}

    record Anything() implements TlsTrust {}
}
