package io.atflux.samples.benchmarks.command;

import io.atflux.samples.benchmarks.measure.Duel.Worker;
import io.atflux.samples.benchmarks.modem.FastModem;
import java.util.Map;

/** A contender in its own windows: the modem's answers in a window are those to the contender. */
record CommandWorker(Contender contender, FastModem modem) implements Worker {

    @Override
    public void go() {
        contender.go();
    }

    @Override
    public void halt() {
        contender.halt();
    }

    @Override
    public long done() {
        return modem.commands();
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("timers", contender.timers(), "loop tasks", contender.tasks());
    }
}
