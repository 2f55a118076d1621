package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The time in which the broker is silent: the work that waits for it, and the moment at which the module notices. On
 * the machine's thread.
 */
final class SilentServer {

    private final Switches switches;
    private final Clock clock;
    private final List<Runnable> waiting = new ArrayList<>();
    private int silences;

    SilentServer(Switches switches, Clock clock) {
        this.switches = switches;
        this.clock = clock;
    }

    private boolean isSilent() {
        return switches.is(Switch.SERVER, "silent");
    }

    /** Runs the work at once, or when the broker answers again; never if the session breaks before. */
    void whenOver(Runnable work) {
        if (isSilent()) {
            waiting.add(work);
        } else {
            work.run();
        }
    }

    /** The broker falls silent, which the module notices by an unanswered PINGREQ, or answers again. */
    void moved(Duration keepAlive, Runnable noticed) {
        int mine = ++silences;
        if (isSilent()) {
            clock.schedule(keepAlive.multipliedBy(3).dividedBy(2), () -> {
                if (mine == silences) {
                    noticed.run();
                }
            });
        } else {
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    /** The session is gone: drops the work that waits. */
    void forget() {
        waiting.clear();
    }
}
