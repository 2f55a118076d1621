package io.atflux.transport;

import io.netty.channel.ChannelHandlerContext;

/**
 * What a connection still has to do before it is a line: TLS, telnet. For those who write a transport. Called on the
 * connection's event loop.
 */
public interface SetupStep {

    /** Puts its handlers in front of the hand-over, and starts. */
    void begin(ChannelHandlerContext handOver);

    /**
     * Whether this user event says that the step is done.
     *
     * @throws Exception what the step failed with
     */
    boolean isEndedBy(Object event) throws Exception;

    /** What a peer did that ended the connection under this step without a reason. */
    String closed();
}
