package io.atflux.mqtt;

import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

/** One subscriber's share in a filter's subscription. */
final class Lease {

    private final AtSession session;
    private final Interests interests;
    private final TopicFilter filter;
    private final Mono<AtReply> granted;
    private final Sinks.Empty<Void> failed = Sinks.empty();
    private volatile @Nullable Throwable failure;

    Lease(AtSession session, Interests interests, TopicFilter filter, Qos qos) {
        this.session = session;
        this.interests = interests;
        this.filter = filter;
        this.granted = interests.join(filter, qos);
    }

    void start(ContextView context) {
        beforeDeadline(context).contextWrite(context).subscribe(reply -> {}, this::fail);
    }

    /** The subscription is shared; the deadline is this subscriber's own. */
    private Mono<AtReply> beforeDeadline(ContextView context) {
        AtDeadline deadline = AtDeadline.in(context);
        if (deadline == null) {
            return granted;
        }
        Scheduler timer = session.timer();
        return Mono.defer(() -> granted.timeout(
                deadline.left(timer.now(TimeUnit.NANOSECONDS)),
                Mono.error(() -> new AtTimeoutException(
                        "SUBSCRIBE " + filter, Phase.DEADLINE, deadline.limit(), Outcome.UNKNOWN)),
                timer));
    }

    private void fail(Throwable why) {
        failure = why;
        failed.tryEmitEmpty();
    }

    /** Completes on failure, because Reactor's takeUntilOther does not cancel its source on an error of the other. */
    Mono<Void> whenFailed() {
        return failed.asMono();
    }

    Mono<MqttMessage> failure() {
        Throwable why = failure;
        return why == null ? Mono.empty() : Mono.error(why);
    }

    void end() {
        interests.leave(filter);
    }
}
