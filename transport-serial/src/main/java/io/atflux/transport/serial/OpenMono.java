package io.atflux.transport.serial;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Opens the port for each subscriber, on its first request. */
final class OpenMono extends Mono<Channel> {

    private final SerialTransport transport;
    private final ChannelHandler handler;

    OpenMono(SerialTransport transport, ChannelHandler handler) {
        this.transport = transport;
        this.handler = handler;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Channel> subscriber) {
        subscriber.onSubscribe(new PortOpening(transport, handler, subscriber));
    }
}
