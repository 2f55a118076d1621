package io.atflux.fibocom;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Queries which clients are open. Some firmware has no such query: two equal refusals in a row mean that, and the module is not
 * asked again until it restarts.
 */
final class OpenQuery {

    private final AtCommand<Set<Integer>> question;
    /** Whether this concerns one module; a function missing in one module says nothing about another. */
    private volatile boolean oneModule;

    /** The module's refusal that shows that it has no such query; null if that is not known. */
    private volatile @Nullable AtRejectedException missing;

    OpenQuery(AtCommand<Set<Integer>> question) {
        this.question = question;
    }

    /** Declares that from now on one module only is queried. */
    void ofOneModule() {
        oneModule = true;
    }

    /** Forgets which functions the module does not have. */
    void moduleRestarted() {
        missing = null;
    }

    /** Succeeds with the open clients; errors with the module's refusal if it has no such query. */
    Mono<Set<Integer>> ask(AtSession session) {
        return Mono.defer(() -> {
            AtRejectedException no = missing;
            return no == null
                    ? new Asking(session).ask(null)
                    : Mono.error(no.explained("this module's firmware has no such question"));
        });
    }

    /** {@link #ask} for a recheck: empty if the module gives no answer. */
    Mono<Set<Integer>> askForRecheck(AtSession session) {
        return Mono.defer(() ->
                isMissing() ? Mono.empty() : ask(session).onErrorResume(AtException.class, unsaid -> Mono.empty()));
    }

    /** {@link #askForRecheck} with a single write: for a recheck that runs before each of many re-sends. */
    Mono<Set<Integer>> askOnce(AtSession session) {
        return Mono.defer(() -> isMissing() ? Mono.empty() : session.send(question.retry(RetryRule.never())));
    }

    private boolean isMissing() {
        return missing != null;
    }

    /** One query, repeated by its rule as any other, except for the refusals. */
    private final class Asking {

        private final AtSession session;
        private final Scheduler timer;
        private final RetryRule rule;
        private final long start;

        Asking(AtSession session) {
            this.session = session;
            this.timer = session.timer();
            this.rule = question.spec().retry();
            this.start = timer.now(TimeUnit.NANOSECONDS);
        }

        Mono<Set<Integer>> ask(@Nullable String refusedBefore) {
            return session.send(question.retry(RetryRule.never()))
                    .onErrorResume(AtException.class, failed -> after(failed, refusedBefore));
        }

        private Mono<Set<Integer>> after(AtException failed, @Nullable String refusedBefore) {
            String refused = refusal(failed);
            if (refused != null && refused.equals(refusedBefore)) {
                missing = oneModule && failed instanceof AtRejectedException no ? no : null;
                return Mono.error(failed);
            }
            Duration pause = rule.pause();
            return mayPass(failed) && isOpen(pause)
                    ? Mono.delay(pause, timer).then(Mono.defer(() -> ask(refused)))
                    : Mono.error(failed);
        }

        private boolean isOpen(Duration pause) {
            Duration window = rule.window();
            long next = timer.now(TimeUnit.NANOSECONDS) - start + Durations.nanos(pause);
            return window == null || next < Durations.nanos(window);
        }
    }

    private static @Nullable String refusal(AtException failed) {
        return failed instanceof AtRejectedException no && no.result() != null
                ? no.result().text()
                : null;
    }

    private static boolean mayPass(AtException failed) {
        return failed instanceof AtRejectedException
                || failed instanceof AtProtocolException
                || (failed instanceof AtTimeoutException late && late.phase() == Phase.FINAL);
    }
}
