package io.atflux.transport.tcp;

import io.atflux.transport.tcp.telnet.TelnetHandler;
import io.atflux.transport.tcp.telnet.TelnetOptions;
import io.netty.channel.ChannelHandlerContext;

/** Telnet's negotiation, which always ends, by its own limit. */
final class TelnetStep implements SetupStep {

    private final TelnetOptions options;

    TelnetStep(TelnetOptions options) {
        this.options = options;
    }

    @Override
    public void begin(ChannelHandlerContext handOver) {
        handOver.pipeline().addBefore(handOver.name(), "telnet", new TelnetHandler(options));
    }

    @Override
    public boolean isEndedBy(Object event) {
        return event == TelnetHandler.READY;
    }
}
