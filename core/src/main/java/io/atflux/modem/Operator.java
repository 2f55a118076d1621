package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.Parameters;

/**
 * The answer to {@code AT+COPS?} (27.007 7.3).
 *
 * @param mode 0 automatic, 1 manual, 2 deregistered, 4 manual, then automatic
 * @param name the operator, in the format that is set; empty without a network
 * @param technology the radio access in use
 */
public record Operator(int mode, String name, AccessTechnology technology) {

    /** Not asked, or not answered. */
    public static final Operator UNKNOWN = new Operator(0, "", AccessTechnology.UNKNOWN);

    /**
     * Reads {@code +COPS: 0,0,"CHINA MOBILE",7}, and {@code +COPS: 0} without a network.
     *
     * @throws IllegalArgumentException where no such line came
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
    public String toString() {
        return isKnown() ? name + " (" + technology + ")" : "none";
    }
}
