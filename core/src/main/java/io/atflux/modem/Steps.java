package io.atflux.modem;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.modem.Step.State;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Sends commands, and tells a listener of each as it begins and as it ends. Immutable. */
public final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final AtSession session;
    private final Consumer<? super Step> listener;

    private Steps(AtSession session, Consumer<? super Step> listener) {
        this.session = session;
        this.listener = listener;
    }

    /**
     * @param listener called on the session's event loop; what it throws is logged, and changes nothing
     */
    public static Steps of(AtSession session, Consumer<? super Step> listener) {
        return new Steps(session, listener);
    }

    public AtSession session() {
        return session;
    }

    /** Sends a command as a step. */
    public <R> Mono<R> send(String name, AtCommand<R> command) {
        return track(name, command.toString(), rule(command), session.send(command));
    }

    /** Builds and sends a command as a step; what building it throws is the Mono's error. */
    public <R> Mono<R> send(String name, java.util.function.Supplier<AtCommand<R>> command) {
        return Mono.defer(() -> send(name, command.get()));
    }

    private static String rule(AtCommand<?> command) {
        return command.timeout().toSeconds() + " s, " + command.retry();
    }

    /** Any conversation as a step. */
    public <R> Mono<R> track(String name, String command, String rule, Mono<R> work) {
        return Mono.defer(() -> {
            long start = now();
            Function<State, Step> plain = state -> new Step(name, command, rule, state, since(start), null, null);
            tell(plain.apply(State.STARTED));
            return work.doOnSuccess(
                            result -> tell(new Step(name, command, rule, State.DONE, since(start), text(result), null)))
                    .doOnError(
                            failure -> tell(new Step(name, command, rule, State.FAILED, since(start), null, failure)))
                    .doOnCancel(() -> tell(plain.apply(State.CANCELLED)));
        });
    }

    private static String text(@Nullable Object result) {
        if (result instanceof AtReply reply) {
            return reply.urc() == null ? reply.result().text() : reply.urc().text();
        }
        return result == null ? "" : result.toString();
    }

    private long now() {
        return session.timer().now(TimeUnit.NANOSECONDS);
    }

    private Duration since(long start) {
        return Duration.ofNanos(now() - start);
    }

    private void tell(Step step) {
        try {
            listener.accept(step);
        } catch (RuntimeException thrown) {
            LOG.warn("{} a step's listener failed", session.name(), thrown);
        }
    }
}
