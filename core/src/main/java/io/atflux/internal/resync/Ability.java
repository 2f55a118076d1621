package io.atflux.internal.resync;

/**
 * Whether this modem takes a kind of words, as far as was seen. Two equal refusals say that it does not; many of them, with no answer between,
 * if it once answered one in full: then what refuses is mostly somebody else's answer.
 */
final class Ability {

    private static final int ENOUGH_REFUSALS = 2;
    private static final int MANY_REFUSALS = 8;

    private int refusals;
    private boolean proven;

    Ability copy() {
        Ability copy = new Ability();
        copy.refusals = refusals;
        copy.proven = proven;
        return copy;
    }

    boolean isThere() {
        return refusals < (proven ? MANY_REFUSALS : ENOUGH_REFUSALS);
    }

    /** A word of this kind was answered in full. */
    boolean isProven() {
        return proven;
    }

    void answered() {
        refusals = 0;
        proven = true;
    }

    /** It seems to be at work. */
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
