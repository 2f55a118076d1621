package io.atflux.samples.gateway.security;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Requests that a page of another site could make in a user's browser, which therefore need a token. Another origin may send neither JSON
 * nor bearer tokens without a permission, which none has; programs send no origin.
 */
final class CrossSite implements ServerWebExchangeMatcher {

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return isExposed(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean isExposed(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS) {
            return false;
        }
        HttpHeaders headers = request.getHeaders();
        MediaType type = headers.getContentType();
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        boolean json = type != null && MediaType.APPLICATION_JSON.isCompatibleWith(type);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        boolean form = type != null && !json;
        return !json && !bearer && (form || headers.getOrigin() != null);
    }
}
