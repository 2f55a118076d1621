package io.atflux.simulation;

/**
 * The features that only some scripts have.
 *
 * @param buffer the number of received bytes that a busy modem keeps; the rest is lost
 * @param lookalikes whether the modem also prints lines like the answer to a probe, unsolicited
 * @param messages whether it delivers short messages and USSD answers
 * @param boots whether a restart takes time, and the profile knows the banner after it
 * @param throwing whether observers, recorders, rechecks, shapes throw Errors
 * @param starved whether a thread with hardly any CPU time delivers signals
 * @param ends the line ends
 * @param misdeclared whether the profile declares CR LF nevertheless
 * @param gaps whether texts of unknown length hold the whole gap between two of the modem's own lines
 */
record Extras(
        int buffer,
        boolean lookalikes,
        boolean messages,
        boolean boots,
        boolean throwing,
        boolean starved,
        Ends ends,
        boolean misdeclared,
        boolean gaps) {

    static final Extras NONE =
            new Extras(Integer.MAX_VALUE, false, false, false, false, false, Ends.CR_LF, false, false);

    Extras withGaps() {
        return new Extras(buffer, lookalikes, messages, boots, throwing, starved, ends, misdeclared, true);
    }
}
