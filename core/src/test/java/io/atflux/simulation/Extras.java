package io.atflux.simulation;

/**
 * What only some scripts have on top of the rest.
 *
 * @param buffer how many bytes a busy modem keeps of what it is sent, the rest is lost
 * @param lookalikes whether the modem says by itself what answers a probe, too
 */
record Extras(int buffer, boolean lookalikes) {

    static final Extras NONE = new Extras(Integer.MAX_VALUE, false);
}
