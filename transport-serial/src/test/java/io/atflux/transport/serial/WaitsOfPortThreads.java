package io.atflux.transport.serial;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Declares to BlockHound where a port's thread may wait: it is not a loop there. */
public final class WaitsOfPortThreads implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        String worker = PortThreads.class.getName() + "$Worker";
        builder.allowBlockingCallsInside(worker, "standBy").allowBlockingCallsInside(worker, "isAsked");
    }
}
