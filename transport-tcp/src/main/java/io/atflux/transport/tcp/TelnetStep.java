package io.atflux.transport.tcp;

import io.atflux.transport.SetupStep;
import io.atflux.transport.tcp.telnet.TelnetHandler;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;

/** Telnet's negotiation, which always ends, by its own limit. */
final class TelnetStep implements SetupStep {

    private final TcpTransport transport;
    private final long deadline;

    /** @param deadline of {@link System#nanoTime()} */
    TelnetStep(TcpTransport transport, long deadline) {
        this.transport = transport;
        this.deadline = deadline;
    }

    @Override
    public void begin(ChannelHandlerContext handOver) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        handOver.pipeline().addBefore(handOver.name(), "telnet", new TelnetHandler(transport.telnetOptions(left)));
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
