package io.atflux.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.util.List;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Opens one connection for each subscriber, when it first asks for it. */
final class ConnectMono extends Mono<Channel> {

    private final TcpTransport transport;
    private final ChannelHandler handler;
    private final Mono<List<InetAddress>> addresses;

    ConnectMono(TcpTransport transport, ChannelHandler handler) {
        this(transport, handler, Addresses.of(transport.host()));
    }

    /** Knows the addresses already. */
    ConnectMono(TcpTransport transport, ChannelHandler handler, List<InetAddress> addresses) {
        this(transport, handler, Mono.just(addresses));
    }

    private ConnectMono(TcpTransport transport, ChannelHandler handler, Mono<List<InetAddress>> addresses) {
        this.transport = transport;
        this.handler = handler;
        this.addresses = addresses;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Channel> subscriber) {
        subscriber.onSubscribe(new ConnectAttempt(transport, handler, addresses, subscriber));
    }
}
