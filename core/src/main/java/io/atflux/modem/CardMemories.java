package io.atflux.modem;

import org.jspecify.annotations.Nullable;

/**
 * The memories in which a modem stores what it learns about cards. It gets no further components.
 *
 * @param apns used if the choice of the access point has no memory; null for none
 * @param pins null if the card need not be identified before its PIN is tried
 */
record CardMemories(@Nullable ApnMemory apns, @Nullable PinMemory pins) {

    static final CardMemories NONE = new CardMemories(null, null);

    /** The memory for a choice: the choice's own, if it was set explicitly. */
    ApnMemory of(ApnChoice choice) {
        ApnMemory own = choice.memory();
        boolean chosen = own != ForgetfulApnMemory.UNSAID && !(own instanceof ProcessApnMemory p && p.isUnsaid());
        ApnMemory kept = apns;
        return chosen || kept == null || kept instanceof ForgetfulApnMemory ? own : kept;
    }
}
