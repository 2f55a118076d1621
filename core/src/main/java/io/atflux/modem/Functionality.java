package io.atflux.modem;

import io.atflux.command.AtReply;
import org.jspecify.annotations.Nullable;

/** The answer to {@code AT+CFUN?} (27.007 8.2): the level of functionality. Immutable. */
public final class Functionality {

    private static final int MINIMUM = 0;
    private static final int FULL = 1;
    private static final int RADIO_OFF = 4;

    private final int level;

    private Functionality(int level) {
        this.level = level;
    }

    /**
     * A functionality by its number, for dialects and tests.
     *
     * @param level 0 minimum, 1 full, 4 radio off, others vendor-specific
     */
    public static Functionality of(int level) {
        return new Functionality(level);
    }

    /**
     * Reads {@code +CFUN: 1}.
     *
     * @throws IllegalArgumentException if the reply has no such line
     */
    public static Functionality from(AtReply reply) {
        return of(Replies.number(reply.parameters("+CFUN"), 0, "+CFUN"));
    }

    /** The level: 0 minimum, 1 full, 4 radio off, others vendor-specific. */
    public int level() {
        return level;
    }

    /** Whether the functionality is full, so that the module can register. */
    public boolean isFull() {
        return level == FULL;
    }

    /** Whether the radio is known to be off: then only {@link Modem#radioOn()} lets the module register. */
    public boolean isRadioOff() {
        return level == MINIMUM || level == RADIO_OFF;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Functionality f && level == f.level;
    }

    @Override
    public int hashCode() {
        return level;
    }

    @Override
    public String toString() {
        return switch (level) {
            case MINIMUM -> "minimum";
            case FULL -> "full";
            case RADIO_OFF -> "radio off";
            default -> "level " + level;
        };
    }
}
