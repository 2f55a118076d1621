package io.atflux.transport.tcp.internal;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Resolves host names. */
public final class Addresses {

    private Addresses() {}

    /**
     * All addresses of a host, in the system's order, none for an unknown one. A literal is answered at once. A name is resolved
     * by the system's resolver, which blocks, on Reactor's threads for blocking work: an event loop must not wait for a name
     * server.
     */
    public static Mono<List<InetAddress>> of(String host) {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        return literal != null
                ? Mono.just(List.of(literal))
                : Mono.fromCallable(() -> lookUp(host)).subscribeOn(Schedulers.boundedElastic());
    }

    /** A value rather than an error: an error after the caller's cancellation would be reported as dropped. */
    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
