package io.atflux.link.micrometer;

import io.atflux.internal.foreign.Foreign;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/** An observation whose handlers and conventions may throw: exceptions are contained. Stopped once. Thread-safe. */
final class Watched {

    private static final String WHO = "an observation's handler";
    /** The key of Micrometer's own accessor, which need not be on the class path. */
    static final String KEY = "micrometer.observation";

    private final Observation observation;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Watched(Observation observation) {
        this.observation = observation;
    }

    static Watched start(Callable<Observation> made) {
        Observation one = Foreign.<Observation>call(made, Watched::failed);
        Watched watched = new Watched(one == null ? Observation.NOOP : one);
        watched.contained(watched.observation::start);
        return watched;
    }

    private static @Nullable Observation failed(Throwable thrown) {
        Foreign.containReader(WHO, WHO, thrown);
        return null;
    }

    private void contained(Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            Foreign.containReader(WHO, observation, thrown);
        }
    }

    Context in(Context context) {
        return observation.isNoop() ? context : context.put(KEY, observation);
    }

    /**
     * Runs code with this as the thread's current observation. If a handler throws while a scope is opened or closed, Micrometer leaves
     * this observation current; the previous one is restored here.
     */
    void around(ObservationRegistry registry, Runnable code) {
        Observation.Scope before = registry.getCurrentObservationScope();
        Observation.Scope scope = Foreign.<Observation.Scope>call(observation::openScope, Watched::noScope);
        try {
            code.run();
        } finally {
            if (scope != null) {
                contained(scope::close);
            }
            contained(() -> registry.setCurrentObservationScope(before));
        }
    }

    private static Observation.@Nullable Scope noScope(Throwable thrown) {
        Foreign.containReader(WHO, WHO, thrown);
        return null;
    }

    /** @param before an action before the stop; skipped if the observation was stopped already */
    void stop(@Nullable Throwable failure, Runnable before) {
        if (stopped.compareAndSet(false, true)) {
            before.run();
            if (failure != null) {
                contained(() -> observation.error(failure));
            }
            contained(observation::stop);
        }
    }
}
