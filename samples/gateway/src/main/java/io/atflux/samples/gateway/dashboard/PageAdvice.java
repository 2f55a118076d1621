package io.atflux.samples.gateway.dashboard;

import io.atflux.samples.gateway.fleet.NoSuchModemException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The CSRF token for the forms of each page, and the page for an unknown modem. */
@Order(Ordered.HIGHEST_PRECEDENCE)
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

    /** The page for an unknown modem. */
    @ExceptionHandler
    Rendering noSuchModem(NoSuchModemException none) {
        return Rendering.view("no-modem")
                .status(none.getStatusCode())
                .modelAttribute("words", String.valueOf(none.getBody().getDetail()))
                .build();
    }
}
