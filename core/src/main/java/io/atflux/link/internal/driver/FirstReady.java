package io.atflux.link.internal.driver;

import io.atflux.link.LinkException;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** How a start ends: with the first time that the link is ready, or with the first thing that only a human can mend. */
final class FirstReady {

    private FirstReady() {}

    static Mono<Void> of(Flux<LinkState> states) {
        return states.filter(state -> state.phase() != LinkPhase.CLOSED || state.cause() != null)
                .handle(FirstReady::decide)
                .next()
                .then();
    }

    private static void decide(LinkState state, SynchronousSink<Boolean> sink) {
        if (state.isReady()) {
            sink.next(true);
        } else if (state.phase() == LinkPhase.BLOCKED || state.phase() == LinkPhase.CLOSED) {
            sink.error(new LinkException(state));
        }
    }
}
