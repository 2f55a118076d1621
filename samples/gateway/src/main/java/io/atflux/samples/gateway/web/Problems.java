package io.atflux.samples.gateway.web;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.outbox.OutboxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Failures as Problem Details (RFC 9457): {@code outcome} says what became of the request, {@code cause} and {@code cure} why. Goes before Boot's own. */
@RestControllerAdvice
@Order(-1)
final class Problems extends ResponseEntityExceptionHandler {

    /** A message that was not confirmed. */
    static ErrorResponseException of(DeliveryReceipt receipt, LinkState state) {
        HttpStatus status =
                switch (receipt.outcome()) {
                    // The host's own checks refuse it.
                    case REJECTED ->
                        receipt.failure() instanceof AtUsageException ? HttpStatus.BAD_REQUEST : HttpStatus.BAD_GATEWAY;
                    case UNKNOWN -> HttpStatus.GATEWAY_TIMEOUT;
                    default -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        Throwable failure = receipt.failure();
        ProblemDetail problem = problem(status, "The message was not confirmed", failure);
        problem.setProperty("outcome", receipt.outcome());
        problem.setProperty("id", receipt.id());
        problem.setProperty("attempts", receipt.attempts());
        because(problem, state);
        // Without the failure as its cause: the handler of commands' failures would take it.
        return new ErrorResponseException(status, problem, null);
    }

    /** No line to the modem. */
    static ErrorResponseException noLine(LinkState state) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "The modem's line is not open", null);
        problem.setProperty("outcome", Outcome.NOT_SENT);
        because(problem, state);
        return new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
    }

    /** A field that the host's own checks refuse. */
    static ErrorResponseException of(String field, AtUsageException failure) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "The " + field + " cannot be", failure);
        problem.setDetail(field + ": " + problem.getDetail());
        problem.setProperty("outcome", failure.outcome());
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    private static void because(ProblemDetail problem, LinkState state) {
        LinkCause cause = state.cause();
        problem.setProperty("phase", state.phase());
        if (cause != null) {
            problem.setProperty("cause", cause);
            problem.setProperty("meaning", cause.meaning());
            problem.setProperty("cure", cause.cure());
        }
    }

    @ExceptionHandler
    ProblemDetail failed(AtException failure) {
        HttpStatus status = HttpStatus.BAD_GATEWAY;
        if (failure instanceof AtUsageException) {
            status = HttpStatus.BAD_REQUEST;
        } else if (failure instanceof AtRejectedException) {
            status = HttpStatus.UNPROCESSABLE_CONTENT;
        } else if (failure.outcome() == Outcome.NOT_SENT) {
            status = HttpStatus.SERVICE_UNAVAILABLE;
        } else if (failure instanceof AtTimeoutException) {
            status = HttpStatus.GATEWAY_TIMEOUT;
        }
        ProblemDetail problem = problem(status, "The modem did not do it", failure);
        problem.setProperty("outcome", failure.outcome());
        problem.setProperty("attempts", failure.attempts());
        problem.setProperty(
                "lines", failure.lines().stream().map(Object::toString).toList());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notKept(OutboxException failure) {
        HttpStatus status =
                switch (failure.reason()) {
                    case FULL, DISK_FULL -> HttpStatus.INSUFFICIENT_STORAGE;
                    case USAGE -> HttpStatus.BAD_REQUEST;
                    default -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        ProblemDetail problem = problem(status, "The message was not accepted", failure);
        problem.setProperty("outcome", Outcome.NOT_SENT);
        problem.setProperty("cause", failure.reason());
        return problem;
    }

    /** All other failures have a status of their own; no detail holds a character that cannot be shown. */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        if (body instanceof ProblemDetail problem && problem.getDetail() != null) {
            problem.setDetail(Printable.of(problem.getDetail()));
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        List<String> mistakes = Mistakes.in(failure).stream().map(Printable::of).toList();
        if (failure instanceof ErrorResponse known && !mistakes.isEmpty()) {
            known.getBody().setDetail(String.join("; ", mistakes));
            known.getBody().setProperty("errors", mistakes);
            return createResponseEntity(known.getBody(), headers, status, exchange);
        }
        return super.handleExceptionInternal(failure, body, headers, status, exchange);
    }

    private static ProblemDetail problem(HttpStatus status, String title, @Nullable Throwable why) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(title);
        problem.setDetail(why == null ? title : Printable.of(String.valueOf(why.getMessage())));
        return problem;
    }
}
