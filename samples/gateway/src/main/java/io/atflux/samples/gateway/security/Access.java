package io.atflux.samples.gateway.security;

/** Who is let in at all. */
enum Access {
    /** Whoever is on this machine. */
    LOCAL,
    /** Who has a token. */
    BY_CREDENTIALS
}
