package io.atflux.samples.gateway.security;

import io.atflux.samples.gateway.web.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Spring Security's refusals as Problem Details. They do not say why: that would help an attacker. */
@Component
final class Refusals
        implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler, ServerExchangeRejectedHandler {

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        headers.add(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"gateway\", charset=\"UTF-8\"");
        return Refusal.write(exchange, HttpStatus.UNAUTHORIZED, "Who is it?", "This needs a client's token.");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException refused) {
        return Refusal.write(
                exchange,
                HttpStatus.FORBIDDEN,
                "Not allowed",
                "The client has not the role for it, or a form came without its token.");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException refused) {
        return Refusal.write(
                exchange, HttpStatus.BAD_REQUEST, "Bad Request", "The address or a header is not as it should be.");
    }
}
