package io.atflux.transport.tcp;

import io.atflux.transport.spi.Handshake;
import io.atflux.transport.tcp.internal.telnet.TelnetHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * The telnet negotiation. It always ends, after its own limit at the latest: the rest of the connect time-out after a slow
 * connection says nothing about the server's response time.
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
