package io.atflux.modem;

import java.util.List;

/**
 * Selects the APN for the SIM that is in the modem. Implemented by programs; new methods come only with a default. An exception
 * that it throws is the error of the calling step.
 */
@FunctionalInterface
public interface ApnChoice {

    /**
     * @param imsi the SIM's identity
     * @return the APN to set
     * @throws io.atflux.error.AtUsageException if none is known for this SIM
     */
    Apn forImsi(Imsi imsi);

    /**
     * The APNs to try, the likeliest first. A single one is dialled by the module's own rule; of several, each is set and dialled
     * once, until the network accepts one. Called each time the SIM is read, so that another card gets its own.
     *
     * @param card the SIM
     * @return at least one; those after the fifth are ignored
     * @throws io.atflux.error.AtUsageException if none is known for this SIM
     */
    default List<Apn> candidates(SimCard card) {
        return List.of(forImsi(card.imsi()));
    }

    /** Whether {@link #candidates} needs the card's own number, which costs one more command. */
    default boolean asksForIccid() {
        return false;
    }

    /**
     * The memory of the candidate that worked on a card; that one is tried first the next time. Default: the modem's memory
     * ({@link Modem#remembering}), or none if the modem has none. {@link ApnMemory#none()} for none in any case.
     */
    default ApnMemory memory() {
        return ForgetfulApnMemory.UNSAID;
    }
}
