package io.atflux.transport.spi;

import io.netty.channel.ChannelHandlerContext;

/**
 * A step between an open connection and a usable line: TLS, the telnet negotiation, a proxy's tunnel. {@link HandOver} runs a
 * connection's handshakes one after the other, on the connection's event loop.
 *
 * <p>Implemented by transports; new methods come only with a default.
 */
public interface Handshake {

    /** Adds its handlers before the hand-over's, and starts. */
    void begin(ChannelHandlerContext handOver);

    /**
     * Whether this user event means that the handshake is complete.
     *
     * @throws Exception the failure of the handshake
     */
    boolean isEndedBy(Object event) throws Exception;

    /** The message for a peer that closed the connection during this handshake without giving a reason. */
    String closed();
}
