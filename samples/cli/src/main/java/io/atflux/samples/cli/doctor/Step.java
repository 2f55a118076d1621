package io.atflux.samples.cli.doctor;

import java.util.List;
import reactor.core.publisher.Mono;

/** One check. */
interface Step {

    String name();

    /** Those without which this one has no sense. */
    List<String> needs();

    /**
     * Makes it; what it changes is set back by {@link Visit#afterwards}.
     *
     * @return errors with {@link io.atflux.error.AtException} for what any check may meet
     */
    Mono<Check> run(Visit visit);
}
