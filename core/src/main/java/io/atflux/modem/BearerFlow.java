package io.atflux.modem;

import io.atflux.modem.internal.ProgressReporter;
import java.time.Duration;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Obtains an IP address. Queries the state before it dials, because the module answers ERROR to a dial while the bearer is up or
 * coming up.
 *
 * <pre>
 * ask ── up ───────────────────────────→ done
 *  ├──── down ──────────────────→ dial → done
 *  ├──── stale ── release ──────→ dial
 *  └──── busy ── its result code: up ──→ done
 *                  └── down, or none ─→ dial
 * </pre>
 */
final class BearerFlow {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** The number of further queries, one a second: 15 s. */
    private static final int ADDRESS_COMES = 15;

    private BearerFlow() {}

    static Mono<Connected> run(
            ProgressReporter reporter, ModemDialect dialect, ApnCandidates candidates, Dialling dialling) {
        DialFlow dial = new DialFlow(reporter, dialect, candidates, dialling);
        // Subscribed before the query: the result code may follow the answer at once.
        return Mono.using(
                () -> new Changes(reporter, dialect),
                changes -> ask(reporter, dialect, dialling, ADDRESS_COMES)
                        .flatMap(state -> next(reporter, dialect, candidates.first(), state, changes, dial)),
                Changes::close);
    }

    /** Repeats the query while the bearer is up without an address, if this may be the moment before an earlier dial has one. */
    private static Mono<BearerState> ask(ProgressReporter reporter, ModemDialect dialect, Dialling dialling, int more) {
        return reporter.send("bearer?", dialect::bearerState)
                .flatMap(state -> state instanceof BearerState.Stale && more > 0 && dialling.mayRun()
                        ? Mono.delay(BETWEEN, reporter.session().timer())
                                .then(Mono.defer(() -> ask(reporter, dialect, dialling, more - 1)))
                        : Mono.just(state));
    }

    private static Mono<Connected> next(
            ProgressReporter reporter,
            ModemDialect dialect,
            Apn apn,
            BearerState state,
            Changes changes,
            DialFlow dial) {
        if (state instanceof BearerState.Up up) {
            return Mono.just(new Connected(apn, up.bearer()));
        }
        if (state instanceof BearerState.Stale) {
            return reporter.send("release", dialect::release).then(dial.run());
        }
        if (state instanceof BearerState.Busy) {
            Duration limit = dialect.dial(apn).spec().timeout();
            return reporter.track("bearer busy", "", limit.toSeconds() + " s", changes.next(limit))
                    .flatMap(event -> event instanceof ModemEvent.BearerUp up
                            ? DialFlow.addressed(reporter, dialect, up.bearer())
                            : Mono.<Bearer>empty())
                    .map(bearer -> new Connected(apn, bearer))
                    .switchIfEmpty(Mono.defer(dial::run));
        }
        return dial.run();
    }

    /** The bearer's changes since construction. */
    private static final class Changes {

        private final ProgressReporter reporter;
        private final ConnectableFlux<ModemEvent> replayed;
        private final reactor.core.Disposable connection;

        Changes(ProgressReporter reporter, ModemDialect dialect) {
            this.reporter = reporter;
            this.replayed = reporter.session().urcs(dialect.bearerChanges()).replay(8);
            this.connection = replayed.connect();
        }

        Mono<ModemEvent> next(Duration limit) {
            Scheduler timer = reporter.session().timer();
            return Mono.deferContextual(
                    context -> replayed.next().timeout(Poll.cut(limit, context, timer), Mono.empty(), timer));
        }

        void close() {
            connection.dispose();
        }
    }
}
