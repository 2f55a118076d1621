package io.atflux.modem;

import org.jspecify.annotations.Nullable;

/**
 * Where a modem keeps what it learns of cards. Complete by its nature.
 *
 * @param apns used if the choice of the access point brings no memory; null for none
 * @param pins null if nobody asks which card is in before its PIN is tried
 */
record CardMemories(@Nullable ApnMemory apns, @Nullable PinMemory pins) {

    static final CardMemories NONE = new CardMemories(null, null);

    /** The memory that goes with a choice: its own, if somebody chose that one. */
    ApnMemory of(ApnChoice choice) {
        ApnMemory own = choice.memory();
        boolean chosen = own != ForgetfulApnMemory.UNSAID && !(own instanceof ProcessApnMemory p && p.isUnsaid());
        ApnMemory kept = apns;
        return chosen || kept == null || kept instanceof ForgetfulApnMemory ? own : kept;
    }
}
