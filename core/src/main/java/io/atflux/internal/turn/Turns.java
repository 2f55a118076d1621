package io.atflux.internal.turn;

import io.atflux.AtSession;
import io.atflux.command.Recheck.Decision;
import io.atflux.internal.foreign.Foreign;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Runs conversations that no other command interrupts. */
final class Turns {

    private Turns() {}

    /** @param failed receives an exception that subscribing threw past all operators of the chain */
    private static Disposable subscribe(Callable<Disposable> subscribing, Consumer<Throwable> failed) {
        Disposable subscribed = Foreign.call(subscribing, thrown -> {
            failed.accept(thrown);
            return Disposables.disposed();
        });
        return subscribed == null ? Disposables.disposed() : subscribed;
    }

    /**
     * @param then called once, on the event loop, with null if the check gave no verdict; never after disposal
     */
    static <R> Disposable recheck(
            TurnHost host,
            TurnKeeper turns,
            QueuedCommand op,
            Function<AtSession, Mono<Decision<R>>> check,
            Consumer<@Nullable Decision<R>> then) {
        Disposable.Swap inner = Disposables.swap();
        boolean[] told = new boolean[1];
        Consumer<@Nullable Decision<R>> once = verdict -> host.onLoop(() -> {
            if (!told[0]) {
                told[0] = true;
                then.accept(verdict);
            }
        });
        Turn outer = op.turn;
        if (outer != null) {
            inner.update(subscribe(host, outer, check, once));
            return inner;
        }
        Turn[] turn = new Turn[1];
        turn[0] = new Turn(
                op,
                () -> inner.update(subscribe(
                        host,
                        turn[0],
                        check,
                        verdict -> host.onLoop(() -> {
                            // The consequences come first: after the turn's end other commands may be written.
                            once.accept(verdict);
                            turns.end(turn[0]);
                        }))),
                refused -> {
                    inner.dispose();
                    once.accept(null);
                });
        turns.begin(turn[0], true);
        return () -> {
            inner.dispose();
            turns.end(turn[0]);
        };
    }

    private static <R> Disposable subscribe(
            TurnHost host,
            Turn turn,
            Function<AtSession, Mono<Decision<R>>> check,
            Consumer<@Nullable Decision<R>> once) {
        Mono<Decision<R>> asked = Foreign.mono(() -> check.apply(host.within(turn)));
        return subscribe(
                () -> asked.subscribe(once, failed -> once.accept(null), () -> once.accept(null)),
                thrown -> once.accept(null));
    }
}
