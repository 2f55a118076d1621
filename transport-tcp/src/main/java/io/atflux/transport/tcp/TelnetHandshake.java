package io.atflux.transport.tcp;

import io.atflux.transport.spi.Handshake;
import io.atflux.transport.tcp.internal.telnet.TelnetHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * Telnet's negotiation, which always ends, by its own limit: what a slow connection leaves of the connect time-out says nothing
 * about how fast the server answers.
 */
final class TelnetHandshake implements Handshake {

    private final TcpTransport transport;

    TelnetHandshake(TcpTransport transport) {
        this.transport = transport;
    }

    @Override
    public void begin(ChannelHandlerContext handOver) {
        handOver.pipeline().addBefore(handOver.name(), "telnet", new TelnetHandler(transport.telnetOptions()));
    }

    @Override
    public boolean isEndedBy(Object event) {
        return event == TelnetHandler.READY;
    }

    @Override
    public String closed() {
        return "closed the connection during the telnet negotiation";
    }
}
