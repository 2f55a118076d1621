package io.atflux.modem;

import io.atflux.command.AtReply;
import java.util.Locale;

/**
 * The answer to {@code AT+CPIN?} (27.007 8.3).
 *
 * @param kind what it asks of us
 * @param text the modem's own word: {@code READY}, {@code SIM PIN}
 */
public record SimState(Kind kind, String text) {

    /** What the SIM wants. */
    public enum Kind {
        /** Nothing. */
        READY,
        /** Its PIN. */
        PIN,
        /** Its PUK: the PIN was wrong three times. */
        PUK,
        /** Time: {@code NOT READY}, {@code BUSY}. */
        NOT_YET,
        /** Another secret: PIN2, a network lock. */
        OTHER
    }

    /**
     * Reads {@code +CPIN: READY}.
     *
     * @throws IllegalArgumentException where no such line came
     */
    public static SimState from(AtReply reply) {
        return of(reply.parameters("+CPIN").text(0));
    }

    static SimState of(String text) {
        return new SimState(
                switch (text.toUpperCase(Locale.ROOT)) {
                    case "READY" -> Kind.READY;
                    case "SIM PIN" -> Kind.PIN;
                    case "SIM PUK" -> Kind.PUK;
                    case "NOT READY", "SIM BUSY", "BUSY" -> Kind.NOT_YET;
                    default -> Kind.OTHER;
                },
                text);
    }

    @Override
    public String toString() {
        return text;
    }
}
