package io.atflux.modem;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.internal.foreign.Foreign;
import io.atflux.modem.Step.State;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends commands, and tells a listener of each as it begins and as it ends. Immutable. */
public final class Steps {

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

    /** The session that the commands go to. */
    public AtSession session() {
        return session;
    }

    /** Sends a command as a step. */
    public <R> Mono<R> send(String name, AtCommand<R> command) {
        return track(name, command.toString(), rule(command), session.send(command));
    }

    /** Builds and sends a command as a step; what building it throws is the Mono's error. */
    public <R> Mono<R> send(String name, Supplier<AtCommand<R>> command) {
        return Mono.defer(() -> send(name, command.get()));
    }

    private static String rule(AtCommand<?> command) {
        return command.spec().timeout().toSeconds() + " s, " + command.spec().retry();
    }

    /** Any conversation as a step. */
    public <R> Mono<R> track(String name, String command, String rule, Mono<R> work) {
        return Mono.defer(() -> {
            Run run = new Run(name, command, rule);
            run.tell(State.STARTED, null, null);
            return work.doOnSuccess(result -> run.end(State.DONE, text(result), null))
                    .doOnError(failure -> run.end(State.FAILED, null, failure))
                    .doOnCancel(() -> run.end(State.CANCELLED, null, null));
        });
    }

    /** A step under way. It ends once: what follows it may still cancel it afterwards. */
    private final class Run {

        private final String name;
        private final String command;
        private final String rule;
        private final long start = session.timer().now(TimeUnit.NANOSECONDS);
        private final AtomicBoolean ended = new AtomicBoolean();

        Run(String name, String command, String rule) {
            this.name = name;
            this.command = command;
            this.rule = rule;
        }

        void end(State state, @Nullable String result, @Nullable Throwable failure) {
            if (ended.compareAndSet(false, true)) {
                tell(state, result, failure);
            }
        }

        void tell(State state, @Nullable String result, @Nullable Throwable failure) {
            Duration elapsed = Duration.ofNanos(session.timer().now(TimeUnit.NANOSECONDS) - start);
            Foreign.tell("a step's listener", listener, new Step(name, command, rule, state, elapsed, result, failure));
        }
    }

    private static String text(@Nullable Object result) {
        if (result instanceof AtReply reply) {
            return reply.urc() == null ? reply.result().text() : reply.urc().toString();
        }
        return result == null ? "" : result.toString();
    }
}
