package io.atflux.modem;

import io.atflux.command.AtReply;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to {@code AT+CPIN?} (27.007 8.3). Immutable. */
public final class SimState {

    private final Kind kind;
    private final String text;

    private SimState(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** The kind of the state. */
    public Kind kind() {
        return kind;
    }

    /** The modem's own text: {@code READY}, {@code SIM PIN}. */
    public String text() {
        return text;
    }

    /** The input that the SIM waits for. */
    public enum Kind {
        /** None: it is usable. */
        READY,
        /** The PIN. */
        PIN,
        /** The PUK: the PIN was wrong three times. */
        PUK,
        /** None, but it is not usable yet: {@code NOT READY}, {@code BUSY}. */
        NOT_YET,
        /** Another secret: PIN2, a network lock. */
        OTHER
    }

    /**
     * Reads {@code +CPIN: READY}.
     *
     * @throws IllegalArgumentException if the reply has no such line
     */
    public static SimState from(AtReply reply) {
        return of(reply.parameters("+CPIN").text(0));
    }

    /**
     * A state by the modem's own text, in any case; one that 27.007 does not have is {@link Kind#OTHER}.
     *
     * @param text {@code READY}, {@code SIM PIN}
     */
    public static SimState of(String text) {
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

    /** Whether 27.007 8.3 has this text. */
    boolean isOfTheStandard() {
        String word = text.toUpperCase(Locale.ROOT);
        return kind != Kind.OTHER || word.equals("SIM PIN2") || word.equals("SIM PUK2") || word.startsWith("PH-");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimState o && kind == o.kind && text.equals(o.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
