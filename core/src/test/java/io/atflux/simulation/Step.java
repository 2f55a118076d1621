package io.atflux.simulation;

import io.atflux.SessionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happens at a time of a script, in nanoseconds from its beginning. */
sealed interface Step {

    long at();

    /** A caller sends a command. */
    record Send(long at, Order order) implements Step {}

    /**
     * A caller takes an exclusive turn.
     *
     * @param cancel when it gives the turn up, -1 for never
     */
    record Exclusive(long at, List<Order> orders, long cancel) implements Step {}

    /** The modem says something by itself. */
    record Urcs(long at, int number, boolean text) implements Step {}

    /**
     * The modem restarts.
     *
     * @param when as soon as the session comes into this state; null for at once
     */
    record Reset(long at, @Nullable SessionState when) implements Step {}

    /** The modem's echo is switched. */
    record Echo(long at, boolean on) implements Step {}

    /** What happens to a byte. */
    enum Damage {
        LOST,
        DOUBLED,
        CHANGED
    }

    /** One byte is damaged, so many bytes from now. */
    record Hit(long at, boolean toModem, int bytes, Damage damage, int value) implements Step {}

    /** The next line, prompt, command, payload or ESC is lost. */
    record Lose(long at, boolean toModem) implements Step {}

    /** Somebody listens to result codes and asks for only some. */
    record Listen(long at, int capacity, Listener.Habit habit) implements Step {}

    /** All slow listeners ask for more. */
    record Ask(long at, int number) implements Step {}

    /**
     * The line is lost.
     *
     * @param again after how long the modem is connected to again, 0 for never
     * @param forgets whether another process does, which knows nothing of this one
     */
    record Cut(long at, long again, boolean forgets) implements Step {}

    /** The session is closed. */
    record Close(long at) implements Step {}
}
