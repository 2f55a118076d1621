package io.atflux.transport.tcp;

import io.atflux.transport.tcp.internal.Addresses;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The blocking work, done before the event loop is involved: name look-up, and certificate files.
 *
 * @param problem the reason for which no connection can be tried, as a value: an error after the caller's cancellation would be
 *     reported as dropped
 */
record Preparation(
        List<InetAddress> addresses,
        @Nullable SslContext tls,
        @Nullable IOException problem) {

    /** The blocking steps. */
    enum Step {
        NAME("the name look-up"),
        TLS_FILES("reading the TLS files");

        final String words;

        Step(String words) {
            this.words = words;
        }
    }

    /** Called before each step begins, on any thread. */
    @FunctionalInterface
    interface Progress {
        void begins(Step step);
    }

    static Mono<Preparation> of(TcpTransport transport, Progress progress) {
        ProxySettings proxy = transport.proxy();
        String host = proxy == null ? transport.host() : proxy.host();
        return of(transport, Mono.defer(() -> Addresses.of(host)), progress);
    }

    static Mono<Preparation> of(TcpTransport transport, Mono<List<InetAddress>> addresses, Progress progress) {
        Mono<List<InetAddress>> found = addresses.doFirst(() -> progress.begins(Step.NAME));
        TlsSettings tls = transport.tls();
        if (tls == null) {
            return found.map(all -> new Preparation(all, null, null));
        }
        return found.doOnNext(all -> progress.begins(Step.TLS_FILES))
                .publishOn(Schedulers.boundedElastic())
                .map(all -> withTls(all, tls, transport));
    }

    /** The files are read again for each connection, because certificates are renewed. */
    private static Preparation withTls(List<InetAddress> addresses, TlsSettings tls, TcpTransport transport) {
        try {
            return new Preparation(addresses, tls.context(transport), null);
        } catch (IOException unusable) {
            return new Preparation(addresses, null, unusable);
        }
    }
}
