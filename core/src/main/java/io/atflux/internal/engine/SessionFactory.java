package io.atflux.internal.engine;

import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;
import reactor.core.publisher.Mono;

/** Connects a session to a transport's channel. */
public final class SessionFactory {

    private SessionFactory() {}

    /** Opens a new channel and a new session for each subscriber. */
    public static Mono<AtSession> connect(AtTransport transport, AtProfile profile, AtOptions options) {
        return connect(transport, profile, options, Outstanding.NONE);
    }

    /** Opens a session that knows the replies that an earlier, ended session is still owed on the same modem. */
    public static Mono<AtSession> connectAfter(
            AtTransport transport, AtProfile profile, AtOptions options, AtSession former) {
        return Mono.defer(() -> connect(
                transport,
                profile,
                options,
                former instanceof DefaultSession ended ? ended.leftSince() : Outstanding.NONE));
    }

    /**
     * @param former the state that the former session left on the same modem: its owed replies are awaited before the first
     *     command, or the session is resynchronised
     */
    public static Mono<AtSession> connect(
            AtTransport transport, AtProfile profile, AtOptions options, Outstanding former) {
        return Mono.defer(() -> {
            SessionHandler handler = new SessionHandler(transport, profile, options, former);
            return transport.connect(handler).map(channel -> handler.session());
        });
    }
}
