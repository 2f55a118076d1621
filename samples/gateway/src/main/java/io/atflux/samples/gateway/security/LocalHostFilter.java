package io.atflux.samples.gateway.security;

import io.atflux.samples.gateway.web.Refusal;
import java.net.InetSocketAddress;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Without credentials, refuses requests that name another host: a page may reach this machine under its own name (DNS rebinding). */
@Component
final class LocalHostFilter implements WebFilter, Ordered {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Access access;

    LocalHostFilter(Access access) {
        this.access = access;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress host = exchange.getRequest().getHeaders().getHost();
        if (access == Access.LOCAL && host != null && !LOCAL.contains(host.getHostString())) {
            return Refusal.write(
                    exchange,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "Another host",
                    "Without credentials this service is localhost and 127.0.0.1 alone.");
        }
        return chain.filter(exchange);
    }

    @Override
    public int getOrder() {
        return AuditFilter.ORDER + 1;
    }
}
