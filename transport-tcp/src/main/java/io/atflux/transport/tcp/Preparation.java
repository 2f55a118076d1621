package io.atflux.transport.tcp;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What blocks, and is therefore done before there is an event loop: names, and certificate files.
 *
 * @param problem why no connection can be tried, as a value: an error that comes after the caller gave up would be reported
 *     as dropped
 */
record Preparation(
        List<InetAddress> addresses,
        @Nullable SslContext tls,
        @Nullable IOException problem) {

    static Mono<Preparation> of(TcpTransport transport) {
        ProxySettings proxy = transport.proxy();
        return of(transport, Addresses.of(proxy == null ? transport.host() : proxy.host()));
    }

    static Mono<Preparation> of(TcpTransport transport, Mono<List<InetAddress>> addresses) {
        TlsSettings tls = transport.tls();
        return tls == null
                ? addresses.map(found -> new Preparation(found, null, null))
                : addresses.publishOn(Schedulers.boundedElastic()).map(found -> withTls(found, tls, transport));
    }

    /** The files are read anew for each connection: certificates are renewed. */
    private static Preparation withTls(List<InetAddress> addresses, TlsSettings tls, TcpTransport transport) {
        try {
            return new Preparation(addresses, TlsContexts.create(tls, transport), null);
        } catch (IOException unusable) {
            return new Preparation(addresses, null, unusable);
        }
    }
}
