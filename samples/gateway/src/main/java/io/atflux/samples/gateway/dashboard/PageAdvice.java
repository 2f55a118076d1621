package io.atflux.samples.gateway.dashboard;

import java.util.Optional;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What every page has: the token that its forms send along. */
@ControllerAdvice(basePackageClasses = PageAdvice.class)
final class PageAdvice {

    /** As the header that htmx is to send; empty if there is none. */
    @ModelAttribute("csrf")
    Mono<String> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return Optional.<Mono<CsrfToken>>ofNullable(token)
                .orElseGet(Mono::empty)
                .map(found -> "{\"" + found.getHeaderName() + "\":\"" + found.getToken() + "\"}")
                .defaultIfEmpty("{}");
    }
}
