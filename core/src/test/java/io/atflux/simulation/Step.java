package io.atflux.simulation;

import io.atflux.SessionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event at a time of a script, in nanoseconds from its beginning. */
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

    /** The modem prints an unsolicited result code. */
    record Urcs(long at, int number, boolean text) implements Step {}

    /**
     * The modem restarts.
     *
     * @param when the session's state at which it restarts; null for at once
     */
    record Reset(long at, @Nullable SessionState when) implements Step {}

    /** The modem's echo is switched on or off. */
    record Echo(long at, boolean on) implements Step {}

    /** The damage to a byte. */
    enum Damage {
        LOST,
        DOUBLED,
        CHANGED
    }

    /** One byte is damaged, this number of bytes from now. */
    record Hit(long at, boolean toModem, int bytes, Damage damage, int value) implements Step {}

    /** The next line, prompt, command, payload or ESC is lost. */
    record Lose(long at, boolean toModem) implements Step {}

    /** A listener subscribes to result codes and requests only some. */
    record Listen(long at, int capacity, Listener.Habit habit) implements Step {}

    /** All slow listeners request more. */
    record Ask(long at, int number) implements Step {}

    /**
     * The line is lost.
     *
     * @param again the time until the next connection to the modem, 0 for never
     * @param forgets whether another process connects, which knows nothing of this one
     */
    record Cut(long at, long again, boolean forgets) implements Step {}

    /** The session is closed. */
    record Close(long at) implements Step {}
}
