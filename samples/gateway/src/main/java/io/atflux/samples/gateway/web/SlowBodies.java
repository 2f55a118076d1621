package io.atflux.samples.gateway.web;

import io.atflux.samples.gateway.config.GatewayProperties;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A request whose body does not end in time is answered with 408. Each answer that comes before the end of the body closes the connection,
 * for the rest of the body is no request.
 */
@Configuration(proxyBeanMethods = false)
class SlowBodies {

    /** Before all filters: some of them read forms. */
    @Bean
    static HttpHandlerDecoratorFactory bodiesInTime(GatewayProperties properties) {
        Duration limit = properties.security().bodyWithin();
        return handler -> (request, response) -> hasBody(request.getHeaders())
                ? inTime(handler, new Body(request), response, limit)
                : handler.handle(request, response);
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static Mono<Void> inTime(HttpHandler handler, Body body, ServerHttpResponse response, Duration limit) {
        response.beforeCommit(() -> Mono.fromRunnable(() -> {
            if (!body.ended) {
                response.getHeaders().setConnection("close");
            }
        }));
        Mono<Boolean> handled = handler.handle(body, response).thenReturn(true);
        Mono<Boolean> late = Mono.delay(limit)
                .filter(over -> body.isAwaited() && response.setStatusCode(HttpStatus.REQUEST_TIMEOUT))
                .map(over -> false)
                .switchIfEmpty(Mono.never());
        return Mono.firstWithSignal(handled, late)
                .flatMap(inTime -> inTime ? Mono.empty() : refuse(body, response, limit));
    }

    private static Mono<Void> refuse(Body body, ServerHttpResponse response, Duration limit) {
        // A form is read for several readers: none of them ends that by leaving.
        body.over.tryEmitEmpty();
        String detail = "The body did not end within " + limit.toMillis() + " ms.";
        return Refusal.write(body, response, HttpStatus.REQUEST_TIMEOUT, "Request Timeout", detail);
    }

    /** Knows whether it is being read, and whether all of it was. */
    private static final class Body extends ServerHttpRequestDecorator {

        private final Sinks.Empty<Void> over = Sinks.empty();
        private volatile boolean begun;
        private volatile boolean ended;

        Body(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody()
                    .doOnSubscribe(reader -> begun = true)
                    .doOnComplete(() -> ended = true)
                    .takeUntilOther(over.asMono());
        }

        boolean isAwaited() {
            return begun && !ended;
        }
    }
}
