package io.atflux.transport.tcp;

import io.netty.channel.ConnectTimeoutException;

/** A step of connecting exceeded its time before there was an address to try. */
final class StepTimeout extends ConnectTimeoutException {

    private static final long serialVersionUID = 1L;

    /** @param step the step's name, as the subject of a sentence */
    StepTimeout(String step) {
        super(step + " did not end in time");
    }
}
