package io.atflux.samples.gateway.security;

/** Who is let in at all. */
enum Access {
    /** Any client on this machine. */
    LOCAL,
    /** Clients with a token. */
    BY_CREDENTIALS
}
