package io.atflux.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Opens one connection for each subscriber, on its first request. */
final class ConnectMono extends Mono<Channel> {

    private final TcpTransport transport;
    private final ChannelHandler handler;
    private final Function<Preparation.Progress, Mono<Preparation>> preparation;

    ConnectMono(TcpTransport transport, ChannelHandler handler) {
        this(transport, handler, progress -> Preparation.of(transport, progress));
    }

    /** Uses addresses that are already resolved. */
    ConnectMono(TcpTransport transport, ChannelHandler handler, List<InetAddress> addresses) {
        this(transport, handler, progress -> Preparation.of(transport, Mono.just(addresses), progress));
    }

    ConnectMono(
            TcpTransport transport,
            ChannelHandler handler,
            Function<Preparation.Progress, Mono<Preparation>> preparation) {
        this.transport = transport;
        this.handler = handler;
        this.preparation = preparation;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Channel> subscriber) {
        subscriber.onSubscribe(new ConnectAttempt(transport, handler, preparation, subscriber));
    }
}
