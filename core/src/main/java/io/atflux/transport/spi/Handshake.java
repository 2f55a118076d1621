package io.atflux.transport.spi;

import io.netty.channel.ChannelHandlerContext;

/**
 * What a connection still has to do before it is a line: TLS, the negotiation of telnet, the way through a proxy. {@link HandOver}
 * takes a connection through its handshakes, one after the other, on the connection's event loop.
 *
 * <p>Implemented by transports; new methods come only with a default.
 */
public interface Handshake {

    /** Puts its handlers in front of the hand-over, and starts. */
    void begin(ChannelHandlerContext handOver);

    /**
     * Whether this user event says that the handshake is done.
     *
     * @throws Exception what the handshake failed with
     */
    boolean isEndedBy(Object event) throws Exception;

    /** What a peer did that ended the connection during this handshake without a reason. */
    String closed();
}
