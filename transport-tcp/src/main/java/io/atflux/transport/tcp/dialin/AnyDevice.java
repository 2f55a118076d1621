package io.atflux.transport.tcp.dialin;

import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The next device that dials in, or the one that has waited longest. */
record AnyDevice(ConnectionDispatcher dispatcher, LineTraits traits) implements AtTransport {

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return dispatcher.connect(handler, null, traits);
    }

    @Override
    public Duration latencyAllowance() {
        return traits.latencyAllowance();
    }

    @Override
    public int baudRate() {
        return traits.baudRate();
    }

    @Override
    public String describe() {
        return dispatcher.describe(null);
    }
}
