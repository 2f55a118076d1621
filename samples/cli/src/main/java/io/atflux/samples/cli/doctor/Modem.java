package io.atflux.samples.cli.doctor;

import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.send.Initialisation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A connected modem. */
final class Modem implements Asker {

    private final AtSession session;
    private final Duration patience;
    private final Waits waits;
    private final AtomicBoolean restarted = new AtomicBoolean();

    Modem(AtSession session, Duration patience, Waits waits) {
        this.session = session;
        this.patience = patience;
        this.waits = waits;
        session.events().ofType(SessionEvent.Restarted.class).subscribe(restart -> restarted.set(true), lost -> {});
    }

    @Override
    public <R> Mono<R> ask(AtCommand<R> question) {
        Mono<R> answer = session.send(question.retry(RetryRule.never()));
        // A line may be corrupted, and a sleeping modem loses the first one.
        Mono<R> twice = answer.onErrorResume(AtRejectedException.class, no -> answer);
        return waits.track(question.text().name(), patience, twice.contextWrite(AtDeadline.within(patience)));
    }

    @Override
    public <R> Mono<R> act(String what, AtCommand<R> command) {
        return waits.track(what, command.spec().timeout(), session.send(command.retry(RetryRule.never())));
    }

    @Override
    public <R> Mono<R> awaited(String what, Mono<R> work) {
        return waits.track(what, patience, work);
    }

    @Override
    public int number(String command, int otherwise) {
        return otherwise;
    }

    @Override
    public @Nullable String brokenAfterOpen(int client) {
        return null;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public Mono<Aftermath> recover() {
        return Initialisation.restorable(session, patience, waits)
                .map(ready -> restarted.getAndSet(false) ? Aftermath.RESTARTED : Aftermath.ANSWERS)
                .onErrorReturn(AtException.class, Aftermath.SILENT);
    }
}
