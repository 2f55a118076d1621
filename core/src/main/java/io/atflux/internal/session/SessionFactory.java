package io.atflux.internal.session;

import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;
import reactor.core.publisher.Mono;

/** Puts a session behind a transport's channel. */
public final class SessionFactory {

    private SessionFactory() {}

    public static Mono<AtSession> connect(AtTransport transport, AtProfile profile, AtOptions options) {
        return Mono.error(new UnsupportedOperationException(transport.describe() + profile + options));
    }
}
