package io.atflux.internal.session;

import io.atflux.AtSession;
import io.atflux.command.Recheck.Verdict;
import io.atflux.internal.foreign.Foreign;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Runs conversations that nothing may interrupt. */
final class Turns {

    private Turns() {}

    /** A caller's turn. Cancelling it ends it; a command of it that is in flight keeps its seat. */
    static <R> Mono<R> exclusive(SessionCore core, Function<? super AtSession, ? extends Mono<R>> body, Handle handle) {
        return new TurnMono<>(core, body, handle);
    }

    /** @param failed told what subscribing itself threw, past all of the chain's operators */
    private static Disposable subscribe(Callable<Disposable> subscribing, Consumer<Throwable> failed) {
        Disposable subscribed = Foreign.call(subscribing, thrown -> {
            failed.accept(thrown);
            return Disposables.disposed();
        });
        return subscribed == null ? Disposables.disposed() : subscribed;
    }

    /** A session whose commands belong to a turn. */
    interface Handle {
        AtSession within(Turn turn);
    }

    /**
     * @param then called once, on the event loop, null where the check had no verdict; never after disposal
     */
    static <R> Disposable recheck(
            SessionCore core,
            Operation<R> op,
            Function<AtSession, Mono<Verdict<R>>> check,
            Consumer<@Nullable Verdict<R>> then) {
        Disposable.Swap inner = Disposables.swap();
        boolean[] told = new boolean[1];
        Consumer<@Nullable Verdict<R>> once = verdict -> core.onLoop(() -> {
            if (!told[0]) {
                told[0] = true;
                then.accept(verdict);
            }
        });
        Turn outer = op.turn;
        if (outer != null) {
            inner.update(subscribe(core, outer, check, once));
            return inner;
        }
        Turn[] turn = new Turn[1];
        turn[0] = new Turn(
                op,
                () -> inner.update(subscribe(
                        core,
                        turn[0],
                        check,
                        verdict -> core.onLoop(() -> {
                            // First what follows from it: behind the turn's end others may write.
                            once.accept(verdict);
                            core.turns.end(turn[0]);
                        }))),
                refused -> {
                    inner.dispose();
                    once.accept(null);
                });
        core.turns.begin(turn[0], true);
        return () -> {
            inner.dispose();
            core.turns.end(turn[0]);
        };
    }

    private static <R> Disposable subscribe(
            SessionCore core,
            Turn turn,
            Function<AtSession, Mono<Verdict<R>>> check,
            Consumer<@Nullable Verdict<R>> once) {
        Mono<Verdict<R>> asked = Foreign.mono(() -> check.apply(new DefaultSession(core, turn)));
        return subscribe(
                () -> asked.subscribe(once, failed -> once.accept(null), () -> once.accept(null)),
                thrown -> once.accept(null));
    }
}
