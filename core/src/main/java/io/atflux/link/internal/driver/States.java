package io.atflux.link.internal.driver;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkException;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Filters a link's states for its subscribers. */
final class States {

    private States() {}

    /** Keeps the start of a phase while its details change. */
    static LinkState sameSince(LinkState before, LinkState next) {
        if (before.phase() != next.phase()) {
            return next;
        }
        LinkState.Builder same = LinkState.builder(next.phase(), before.since())
                .nextAttemptAt(next.nextAttemptAt())
                .attempt(next.attempt())
                .resetsLeft(next.resetsLeft());
        LinkCause cause = next.cause();
        return (cause == null ? same : same.cause(cause, next.likely(), next.detail())).build();
    }

    /** Completes with the first ready state; errors with the first blocked or closed state. */
    static Mono<Void> whenReady(Flux<LinkState> states) {
        return states.filter(state -> state.phase() != LinkPhase.CLOSED || state.cause() != null)
                .handle(States::judge)
                .next()
                .then();
    }

    private static void judge(LinkState state, SynchronousSink<Boolean> sink) {
        if (state.isReady()) {
            sink.next(true);
        } else if (state.phase() == LinkPhase.BLOCKED || state.phase() == LinkPhase.CLOSED) {
            sink.error(new LinkException(state));
        }
    }
}
