package io.atflux.modem;

import java.util.List;

/**
 * Finds the APN for the SIM that is in the modem now. Implemented by programs; new methods come only with a default. What it throws is
 * the error of the step that asked.
 */
@FunctionalInterface
public interface ApnChoice {

    /**
     * @param imsi the SIM's identity
     * @return the APN to set
     * @throws io.atflux.error.AtUsageException where none is known for this SIM
     */
    Apn forImsi(Imsi imsi);

    /**
     * The APNs to try, the likeliest first. A single one is dialled by the module's own rule; of several each is set and dialled once,
     * until the network takes one. Asked each time that the SIM is, so that another card gets its own.
     *
     * @param card the SIM
     * @return at least one; those after the fifth are left out
     * @throws io.atflux.error.AtUsageException where none is known for this SIM
     */
    default List<Apn> candidates(SimCard card) {
        return List.of(forImsi(card.imsi()));
    }

    /** Whether {@link #candidates} is to be told the card's own number, which is one more question to the module. */
    default boolean asksForIccid() {
        return false;
    }

    /**
     * Where it is kept which of several candidates worked on a card; that one is tried first the next time. Default: where the modem
     * keeps it ({@link Modem#remembering}), and nowhere if it keeps nothing. {@link ApnMemory#none()} for nowhere in any case.
     */
    default ApnMemory memory() {
        return ForgetfulApnMemory.UNSAID;
    }
}
