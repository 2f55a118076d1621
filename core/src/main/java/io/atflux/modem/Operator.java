package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.Parameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to {@code AT+COPS?} (27.007 7.3). Immutable. */
public final class Operator {

    private final int mode;
    private final String name;
    private final AccessTechnology technology;

    private Operator(int mode, String name, AccessTechnology technology) {
        this.mode = mode;
        this.name = name;
        this.technology = technology;
    }

    /**
     * An operator, for dialects and tests.
     *
     * @param mode 0 automatic, 1 manual, 2 deregistered, 4 manual, then automatic
     * @param name the operator, empty without a network
     * @param technology the radio access in use
     */
    public static Operator of(int mode, String name, AccessTechnology technology) {
        return new Operator(mode, name, technology);
    }

    /** 0 automatic, 1 manual, 2 deregistered, 4 manual, then automatic. */
    public int mode() {
        return mode;
    }

    /** The operator, in the format set in the module; empty without a network. */
    public String name() {
        return name;
    }

    /** The radio access in use. */
    public AccessTechnology technology() {
        return technology;
    }

    /** Not queried, or not answered. */
    public static final Operator UNKNOWN = new Operator(0, "", AccessTechnology.UNKNOWN);

    /**
     * Reads {@code +COPS: 0,0,"CHINA MOBILE",7}, and {@code +COPS: 0} without a network.
     *
     * @throws IllegalArgumentException if the reply has no such line
     */
    public static Operator from(AtReply reply) {
        Parameters p = reply.parameters("+COPS");
        return new Operator(
                Replies.number(p, 0, "+COPS"),
                p.text(2),
                AccessTechnology.of(p.number(3).orElse(-1)));
    }

    /** Whether there is a network. */
    public boolean isKnown() {
        return !name.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operator o && mode == o.mode && name.equals(o.name) && technology == o.technology;
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, name, technology);
    }

    @Override
    public String toString() {
        return isKnown() ? name + " (" + technology + ")" : "none";
    }
}
