package io.atflux.link.request;

import io.atflux.internal.foreign.Foreign;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.urc.Overflow;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers requests: each message that matches a filter is passed to a handler, and the handler's responses are published.
 *
 * <pre>{@code
 * Responder.over(link).concurrency(4).build()
 *         .respond("dev/42/req/+", request -> carryOut(request).map(done ->
 *                 MqttMessage.of(request.topic().replace("/req/", "/res/"), done)))
 *         .subscribe();
 * }</pre>
 *
 * <p>A request may come twice, since it is sent at least once: a handler that must not act twice detects the repetition by the request's id.
 */
public final class Responder {

    private final MqttLink link;
    private final Qos qos;
    private final int concurrency;
    private final Overflow overflow;

    private Responder(Builder builder) {
        link = builder.link;
        qos = builder.qos;
        concurrency = builder.concurrency;
        overflow = builder.overflow;
    }

    /** Starts with 8 requests at a time, a queue of 256 others, the newest dropped, QoS 1. */
    public static Builder over(MqttLink link) {
        return new Builder(link);
    }

    /**
     * Answers until it is cancelled. A message is requested when a handler ends, so that the excess waits in the link's queue, or in the
     * module's own buffer.
     *
     * @param handler the response to a request, empty for none; several are published in order. An exception or error is logged without its
     *     message, and the request has no response. A handler that never ends occupies its place permanently
     * @return the receipt of each response, in the order of their ends; a subscriber without demand holds the handlers up. Completes when
     *     the link is closed; errors as {@link MqttLink#messages(String, Qos, Overflow)}
     */
    public Flux<DeliveryReceipt> respond(
            String filter, Function<? super MqttMessage, ? extends Publisher<MqttMessage>> handler) {
        Objects.requireNonNull(handler, "handler");
        return link.messages(filter, qos, overflow).flatMap(request -> answer(handler, request), concurrency, 1);
    }

    private Flux<DeliveryReceipt> answer(
            Function<? super MqttMessage, ? extends Publisher<MqttMessage>> handler, MqttMessage request) {
        return Flux.<MqttMessage>defer(() -> handled(handler, request))
                .onErrorResume(failure -> contained(handler, failure))
                .concatMap(response -> published(handler, response), 0);
    }

    private static Publisher<MqttMessage> handled(
            Function<? super MqttMessage, ? extends Publisher<MqttMessage>> handler, MqttMessage request) {
        try {
            return handler.apply(request);
        } catch (Throwable thrown) {
            return contained(handler, thrown);
        }
    }

    /** A response that no module accepts is the handler's fault. */
    private Mono<DeliveryReceipt> published(Object handler, MqttMessage response) {
        return link.publish(response).onErrorResume(failure -> {
            Foreign.containReader("the response of a handler of requests", handler, failure);
            return Mono.empty();
        });
    }

    private static Mono<MqttMessage> contained(Object handler, Throwable failure) {
        Foreign.containReader("a handler of requests", handler, failure);
        return Mono.empty();
    }

    /** Collects the settings of a responder. Not thread-safe. */
    public static final class Builder {

        private static final int MOST = 10_000;

        private final MqttLink link;
        private Qos qos = Qos.AT_LEAST_ONCE;
        private int concurrency = 8;
        private Overflow overflow = Overflow.dropNewest(256);

        private Builder(MqttLink link) {
            this.link = Objects.requireNonNull(link, "link");
        }

        /** The QoS of the subscription to requests. Default: 1. */
        public Builder qos(Qos level) {
            qos = Objects.requireNonNull(level, "qos");
            return this;
        }

        /** The number of requests that are handled at a time: 1 to 10,000. Default: 8. */
        public Builder concurrency(int requests) {
            if (requests < 1 || requests > MOST) {
                throw new IllegalArgumentException(requests + " requests at a time are not within 1 to " + MOST);
            }
            concurrency = requests;
            return this;
        }

        /** The overflow policy for requests that wait for a handler. Default: 256 wait, later ones are dropped. */
        public Builder overflow(Overflow queue) {
            overflow = Objects.requireNonNull(queue, "overflow");
            return this;
        }

        /** A responder with these values. */
        public Responder build() {
            return new Responder(this);
        }
    }
}
