package io.atflux.samples.cli.doctor;

import java.util.List;
import reactor.core.publisher.Mono;

/** One check. */
interface Step {

    String name();

    /** The names of the checks that this one requires. */
    List<String> needs();

    /**
     * Runs the check; {@link Visit#afterwards} reverts its changes.
     *
     * @return errors with {@link io.atflux.error.AtException} for failures that any check may have
     */
    Mono<Check> run(Visit visit);
}
