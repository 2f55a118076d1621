package io.atflux.internal.resync;

/** Whether this modem takes a kind of words, as far as was seen. Two equal refusals say that it does not. */
final class Ability {

    private static final int ENOUGH_REFUSALS = 2;

    private int refusals;
    private boolean proven;

    Ability copy() {
        Ability copy = new Ability();
        copy.refusals = refusals;
        copy.proven = proven;
        return copy;
    }

    boolean isThere() {
        return refusals < ENOUGH_REFUSALS;
    }

    /** It was seen at work. */
    boolean isProven() {
        return proven;
    }

    void seen() {
        refusals = 0;
        proven = true;
    }

    void refused() {
        refusals++;
    }

    void forget() {
        refusals = 0;
        proven = false;
    }
}
