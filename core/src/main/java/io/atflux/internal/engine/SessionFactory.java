package io.atflux.internal.engine;

import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;
import reactor.core.publisher.Mono;

/** Puts a session behind a transport's channel. */
public final class SessionFactory {

    private SessionFactory() {}

    /** A new channel and a new session for each subscriber. */
    public static Mono<AtSession> connect(AtTransport transport, AtProfile profile, AtOptions options) {
        return connect(transport, profile, options, Outstanding.NONE);
    }

    /** A session that knows what one before it, which has ended, is still owed on the same modem. */
    public static Mono<AtSession> connectAfter(
            AtTransport transport, AtProfile profile, AtOptions options, AtSession former) {
        return Mono.defer(() -> connect(
                transport,
                profile,
                options,
                former instanceof DefaultSession ended ? ended.leftSince() : Outstanding.NONE));
    }

    /**
     * @param former what the session before left on the same modem: what it is owed is waited for before the first command, or
     *     found out about
     */
    public static Mono<AtSession> connect(
            AtTransport transport, AtProfile profile, AtOptions options, Outstanding former) {
        return Mono.defer(() -> {
            SessionHandler handler = new SessionHandler(transport, profile, options, former);
            return transport.connect(handler).map(channel -> handler.session());
        });
    }
}
