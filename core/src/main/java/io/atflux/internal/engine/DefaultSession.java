package io.atflux.internal.engine;

import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.SessionStats;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.internal.publish.Delivery;
import io.atflux.internal.turn.Turn;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Implements {@link AtSession} for a session, or for a turn on it. */
public final class DefaultSession implements AtSession {

    private final SessionCore core;
    private final @Nullable Turn turn;

    DefaultSession(SessionCore core, @Nullable Turn turn) {
        this.core = core;
        this.turn = turn;
    }

    @Override
    public <R> Mono<R> send(AtCommand<R> command) {
        return deliver(new OperationMono<>(core, command, turn));
    }

    @Override
    public Mono<AtReply> send(String line) {
        return Mono.defer(() -> send(AtCommand.raw(line).timeout(core.given.options.rawTimeout())));
    }

    @Override
    public Mono<Void> resynchronise() {
        List<String> probes = core.given.profile.probes();
        if (probes.isEmpty()) {
            return Mono.fromRunnable(
                    () -> core.onLoop(() -> core.given.tap.note("the profile has no probes: not proven in step")));
        }
        return deliver(new OperationMono.Proof<>(core, AtCommand.of(probes.get(0)), turn))
                .then();
    }

    /** The state that it leaves to the next session on the same modem, after it has signalled its end. */
    public Outstanding left() {
        return core.end.left();
    }

    /** {@link #left}, aged to the present time. */
    Outstanding leftSince() {
        return core.end.leftSince();
    }

    @Override
    public <R> Mono<R> exclusive(Function<? super AtSession, ? extends Mono<R>> body) {
        Turn outer = turn;
        if (outer != null) {
            return Mono.defer(() -> body.apply(this));
        }
        return Mono.deferContextual(context -> {
            Turn running = context.getOrDefault(core, null);
            // A second turn within the first would never begin.
            return running != null && !running.isOver()
                    ? body.apply(new DefaultSession(core, running))
                    : deliver(core.turns.exclusive(body));
        });
    }

    private <R> Mono<R> deliver(Mono<R> mono) {
        Scheduler scheduler = core.given.options.deliverOn();
        return scheduler == null ? mono : Delivery.of(mono, scheduler);
    }

    private <T> Flux<T> deliver(Flux<T> flux) {
        Scheduler scheduler = core.given.options.deliverOn();
        return scheduler == null ? flux : Delivery.of(flux, scheduler);
    }

    @Override
    public <T> Flux<T> urcs(UrcType<T> type, Overflow overflow) {
        return deliver(core.given.events.urcs(type, overflow));
    }

    @Override
    public <T> Flux<T> urcs(UrcType<T> type) {
        return urcs(type, core.given.options.overflow());
    }

    @Override
    public Flux<AtLine> urcs() {
        return deliver(core.given.events.urcLines(core.given.options.overflow()));
    }

    @Override
    public Flux<AtLine> unclassified() {
        return deliver(core.given.events.unclassifiedLines(core.given.options.overflow()));
    }

    @Override
    public Flux<SessionEvent> events() {
        return deliver(core.given.events.events(core.given.options.overflow()));
    }

    @Override
    public SessionState state() {
        return core.state();
    }

    @Override
    public SessionStats stats() {
        return core.given.counters.snapshot();
    }

    @Override
    public AtProfile profile() {
        return core.given.profile;
    }

    @Override
    public Scheduler timer() {
        return core.given.deadlines.timer();
    }

    @Override
    public String name() {
        return core.given.tap.name();
    }

    @Override
    public Mono<Void> close() {
        return core.end.close();
    }

    @Override
    public Mono<Void> onClose() {
        return core.end.closed();
    }

    @Override
    public String toString() {
        return name();
    }
}
