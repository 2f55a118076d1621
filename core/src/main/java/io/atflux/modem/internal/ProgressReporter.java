package io.atflux.modem.internal;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.internal.foreign.Foreign;
import io.atflux.modem.StepProgress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends commands, and calls a listener at the start and the end of each. Immutable. */
public final class ProgressReporter {

    /** The listener that ignores everything: no text is built for it. */
    public static final Consumer<StepProgress> NOBODY = step -> {};

    private final AtSession session;
    private final Consumer<? super StepProgress> listener;

    private ProgressReporter(AtSession session, Consumer<? super StepProgress> listener) {
        this.session = session;
        this.listener = listener;
    }

    /**
     * @param listener called on the session's event loop; an exception that it throws is logged and has no other effect
     */
    public static ProgressReporter of(AtSession session, Consumer<? super StepProgress> listener) {
        return new ProgressReporter(session, listener);
    }

    /** The session to which the commands are sent. */
    public AtSession session() {
        return session;
    }

    /** Sends a command as a step. */
    public <R> Mono<R> send(String name, AtCommand<R> command) {
        return track(name, command, session.send(command));
    }

    /** Builds and sends a command as a step; an exception while building it is the Mono's error. */
    public <R> Mono<R> send(String name, Supplier<AtCommand<R>> command) {
        return Mono.defer(() -> send(name, command.get()));
    }

    /** Reports any exchange as a step, shown as that of a command. */
    public <R> Mono<R> track(String name, AtCommand<R> command, Mono<R> work) {
        return listener == NOBODY ? work : track(name, command.toString(), rule(command), work);
    }

    private static String rule(AtCommand<?> command) {
        return command.spec().timeout().toSeconds() + " s, " + command.spec().retry();
    }

    /** Reports any exchange as a step. */
    public <R> Mono<R> track(String name, String command, String rule, Mono<R> work) {
        if (listener == NOBODY) {
            return work;
        }
        return Mono.defer(() -> {
            Run run = new Run(StepProgress.builder(name).command(command).rule(rule));
            StepProgress begun = run.begin();
            return work.doOnSuccess(result -> run.end(step -> step.done(text(result))))
                    .doOnError(failure -> run.end(step -> step.failed(failure)))
                    .doOnCancel(() -> run.end(StepProgress.Builder::cancelled))
                    .contextWrite(context -> context.put(StepProgress.class, begun));
        });
    }

    /** A step in progress. It ends once: a later operator may still cancel it afterwards. */
    private final class Run {

        private final StepProgress.Builder step;
        private final long start = session.timer().now(TimeUnit.NANOSECONDS);
        private final AtomicBoolean ended = new AtomicBoolean();

        Run(StepProgress.Builder step) {
            this.step = step;
        }

        StepProgress begin() {
            StepProgress begun = step.build();
            tell(begun);
            return begun;
        }

        void end(Consumer<StepProgress.Builder> how) {
            if (ended.compareAndSet(false, true)) {
                how.accept(step.elapsed(Duration.ofNanos(session.timer().now(TimeUnit.NANOSECONDS) - start)));
                tell(step.build());
            }
        }

        private void tell(StepProgress progress) {
            Foreign.tell("a step's listener", listener, progress);
        }
    }

    private static String text(@Nullable Object result) {
        if (result instanceof AtReply reply) {
            return reply.urc() == null ? reply.result().text() : reply.urc().toString();
        }
        return result == null ? "" : result.toString();
    }
}
