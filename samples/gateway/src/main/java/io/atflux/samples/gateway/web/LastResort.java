package io.atflux.samples.gateway.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Answers a failure outside of the controllers with a Problem Detail, which tells nothing about the inside of the service. */
@Component
final class LastResort implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            // Nothing can be answered.
            return Mono.empty();
        }
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (failure instanceof ErrorResponse known) {
            return write(exchange, known.getStatusCode(), known.getBody().getDetail());
        }
        if (failure.getCause() instanceof InvalidMimeTypeException) {
            return write(exchange, HttpStatus.BAD_REQUEST, "A header names a media type that is none.");
        }
        LOG.error(
                "{} {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath(),
                failure);
        return write(exchange, HttpStatus.INTERNAL_SERVER_ERROR, null);
    }

    private static Mono<Void> write(
            ServerWebExchange exchange, HttpStatusCode code, @org.jspecify.annotations.Nullable String detail) {
        HttpStatus status = HttpStatus.resolve(code.value());
        String title = status == null ? "Failure" : status.getReasonPhrase();
        return Refusal.write(exchange, code, title, detail == null ? title : detail);
    }

    /** Before Boot's own. */
    @Override
    public int getOrder() {
        return -2;
    }
}
