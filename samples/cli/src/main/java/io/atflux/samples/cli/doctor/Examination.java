package io.atflux.samples.cli.doctor;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The checks in order. A check whose prerequisite failed is not run. */
final class Examination {

    private static final List<Step> STEPS = List.of(
            new SimStep(),
            new NetworkStep(),
            new BearerStep(),
            new ClockStep(),
            new ClientsStep(),
            new NameStep(),
            new TcpStep(),
            new BrokerStep());

    private final Consumer<Check> out;
    private final Map<String, Check> made = new HashMap<>();
    private boolean failed;
    private boolean disconnected;

    /** @param out receives each check as it ends */
    Examination(Consumer<Check> out) {
        this.out = out;
    }

    /** Adds a check that was made elsewhere. */
    void add(Check check) {
        made.put(check.name(), check);
        failed |= check.isFail();
        out.accept(check);
    }

    /** Marks all remaining checks as hindered. */
    void hinder() {
        STEPS.forEach(step -> add(hindered(step)));
    }

    private Check hindered(Step step) {
        return Check.hindered(step.name(), "not checked, for " + obstacle(step) + " comes first");
    }

    private String obstacle(Step step) {
        return step.needs().stream().filter(this::isInTheWay).findFirst().orElse("line");
    }

    private boolean isInTheWay(String name) {
        Check check = made.get(name);
        return check != null && check.isInTheWay();
    }

    /** Runs the remaining checks. */
    Mono<Void> run(Visit visit) {
        return Flux.fromIterable(STEPS)
                .concatMap(step -> Mono.defer(() -> make(step, visit)), 1)
                .doOnNext(this::add)
                .then();
    }

    private Mono<Check> make(Step step, Visit visit) {
        if (disconnected || step.needs().stream().anyMatch(this::isInTheWay)) {
            return Mono.just(hindered(step));
        }
        return step.run(visit)
                .onErrorResume(AtException.class, error -> failed(step, visit, error))
                .onErrorResume(
                        UnaskedException.class,
                        none -> Mono.just(Check.skipped(step.name(), Objects.requireNonNull(none.getMessage()))));
    }

    /** Resynchronises after a silence; otherwise the next check would fail for the same reason. */
    private Mono<Check> failed(Step step, Visit visit, AtException error) {
        if (!(error instanceof AtTimeoutException)) {
            disconnected |= error instanceof AtConnectionException;
            return Mono.just(Troubles.of(step.name(), error));
        }
        return visit.asker.recover().map(aftermath -> {
            disconnected |= aftermath == Asker.Aftermath.SILENT && visit.asker.isLive();
            return Troubles.silence(step.name(), error, aftermath);
        });
    }

    boolean isFailed() {
        return failed;
    }

    /** Whether the line was lost, or never open. */
    boolean isDisconnected() {
        Check line = made.get("line");
        return disconnected || (line != null && line.isFail());
    }
}
