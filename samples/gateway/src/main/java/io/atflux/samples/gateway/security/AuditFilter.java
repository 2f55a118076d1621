package io.atflux.samples.gateway.security;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Logs who changed something, or was refused: a line a request, by the logger of this class. It has no bodies and no headers, in which
 * secrets are.
 */
@Component
final class AuditFilter implements WebFilter, Ordered {

    /** Before Spring Security's own. */
    static final int ORDER = -200;

    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final String WHO = AuditFilter.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).doFinally(end -> {
            ServerHttpResponse response = exchange.getResponse();
            if (end == SignalType.ON_ERROR && !response.isCommitted()) {
                // The handler of the failure sets the status.
                response.beforeCommit(() -> Mono.fromRunnable(() -> log(exchange, "")));
            } else {
                log(exchange, end == SignalType.CANCEL ? ", gone before its end" : "");
            }
        });
    }

    private static void log(ServerWebExchange exchange, String end) {
        HttpMethod method = exchange.getRequest().getMethod();
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? 200 : status.value();
        boolean refused = code == 401 || code == 403 || code == 421 || code == 429;
        if (refused || (method != HttpMethod.GET && method != HttpMethod.HEAD)) {
            InetSocketAddress from = exchange.getRequest().getRemoteAddress();
            LOG.info(
                    "{} from {}: {} {} -> {}{}",
                    exchange.getAttributeOrDefault(WHO, "nobody"),
                    from == null ? "?" : from.getHostString(),
                    method,
                    exchange.getRequest().getPath().value(),
                    status == null && !end.isEmpty() ? "no answer" : code,
                    end);
        }
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    /** Runs within Spring Security's filters, and notes the client's name. */
    static final class Who implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return exchange.getPrincipal()
                    .map(Principal::getName)
                    .doOnNext(name -> exchange.getAttributes().put(WHO, name))
                    .then(Mono.defer(() -> chain.filter(exchange)));
        }
    }
}
