package io.atflux.internal.resync;

/**
 * Whether this modem takes a kind of words, according to its answers. Two refusals in a row show that it does not. If it once
 * answered such a word in full, many in a row are needed: then most refusals are answers to another party.
 */
final class Ability {

    private static final int ENOUGH_REFUSALS = 2;
    private static final int MANY_REFUSALS = 8;

    private int refusals;
    private boolean proven;

    /** For the next session. It tries a kind that was ever answered in full again: the refusals were noise's. */
    Ability forNextSession() {
        Ability next = new Ability();
        next.proven = proven;
        next.refusals = proven ? 0 : refusals;
        return next;
    }

    boolean isThere() {
        return refusals < (proven ? MANY_REFUSALS : ENOUGH_REFUSALS);
    }

    /** Whether a word of this kind was answered in full. */
    boolean isProven() {
        return proven;
    }

    void answered() {
        refusals = 0;
        proven = true;
    }

    /** An answer suggests that the modem takes the kind. */
    void seen() {
        refusals = 0;
    }

    void refused() {
        refusals++;
    }

    void forget() {
        refusals = 0;
        proven = false;
    }
}
