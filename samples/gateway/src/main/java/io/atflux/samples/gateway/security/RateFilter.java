package io.atflux.samples.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.web.Refusal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits the requests a second of one address; one more is refused before its token is looked at. */
@Component
final class RateFilter implements WebFilter, Ordered {

    private static final int MOST_ADDRESSES = 10_000;

    private final int limit;
    private final Cache<String, AtomicInteger> thisSecond;

    RateFilter(GatewayProperties properties) {
        this.limit = properties.security().requestsPerSecond();
        this.thisSecond = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(1))
                .maximumSize(MOST_ADDRESSES)
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress from = exchange.getRequest().getRemoteAddress();
        String address = from == null ? "" : from.getHostString();
        if (thisSecond.get(address, first -> new AtomicInteger()).incrementAndGet() <= limit) {
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        return Refusal.write(
                exchange,
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many requests",
                "Of one address " + limit + " requests a second are taken.");
    }

    @Override
    public int getOrder() {
        return AuditFilter.ORDER + 2;
    }
}
