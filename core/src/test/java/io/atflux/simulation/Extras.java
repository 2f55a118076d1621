package io.atflux.simulation;

/**
 * What only some scripts have on top of the rest.
 *
 * @param buffer how many bytes a busy modem keeps of what it is sent, the rest is lost
 * @param lookalikes whether the modem says by itself what answers a probe, too
 * @param messages whether it says short messages and USSD answers
 * @param boots whether a restart takes its time, and the profile knows what the modem says behind it
 * @param throwing whether observers, recorders, rechecks, shapes throw Errors
 * @param starved whether signals are delivered by a thread that has hardly any time
 * @param ends how its lines end
 * @param misdeclared whether the profile says CR LF all the same
 * @param gaps whether texts of unknown length hold all that stands between two lines of the modem's own
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
