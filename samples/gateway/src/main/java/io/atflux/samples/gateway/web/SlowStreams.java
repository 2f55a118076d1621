package io.atflux.samples.gateway.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Closes the connections of clients that do not read: their streams end like all others when the service stops, but the end does not reach
 * them, and the web server would wait for it.
 */
@Component
final class SlowStreams implements WebFilter, SmartLifecycle {

    /** For those that read. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Set<ServerHttpResponse> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> Mono.fromRunnable(() -> {
            if (MediaType.TEXT_EVENT_STREAM.isCompatibleWith(
                    response.getHeaders().getContentType())) {
                open.add(response);
            }
        }));
        return chain.filter(exchange).doFinally(end -> open.remove(response));
    }

    private void close() {
        for (ServerHttpResponse response : open) {
            if (ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse http) {
                http.withConnection(DisposableChannel::dispose);
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Returns at once: the web server, which stops later, waits meanwhile. */
    @Override
    public void stop() {
        running = false;
        Mono.delay(GRACE).subscribe(over -> close());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** With the streams themselves. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
