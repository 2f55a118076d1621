package io.atflux.link.request;

import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.time.Durations;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.MqttLink;
import io.atflux.link.request.RequestException.Reason;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends requests to one topic and awaits each one's response on another, many at a time. Thread-safe.
 *
 * <pre>{@code
 * RequestResponse device = RequestResponse.over(link)
 *         .requestTopic("dev/42/req")
 *         .responseFilter("dev/42/res/+")
 *         .build();
 * device.request("on").subscribe(response -> …);
 * }</pre>
 *
 * <p>The filter is subscribed to before the first request is sent, and stays so until {@link #close()}, across all losses of the link. A
 * request is sent at least once, so its receiver may get it twice; its caller gets one response. A message that answers no pending request
 * is dropped and counted.
 */
public final class RequestResponse implements AutoCloseable {

    private final Builder set;
    private final Pending pending;
    private final Responses responses;
    private final RequestIds ids = new RequestIds();

    private RequestResponse(Builder set) {
        this.set = set;
        this.pending = new Pending(set.maxInFlight);
        this.responses = new Responses(set.link, set.filter(), set.qos, set.correlation, pending);
    }

    /** Starts a builder, which needs at least two topics. */
    public static Builder over(MqttLink link) {
        return new Builder(link);
    }

    /** {@link #request(byte[])} with a text, as UTF-8. */
    public Mono<MqttMessage> request(String text) {
        return request(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a request for each subscriber, each with its own id. The time-out runs from the subscription on, and includes the wait for a
     * link that is not ready.
     *
     * @param payload not copied, and not to be changed afterwards
     * @return succeeds with the response; errors with {@link RequestException}, with the link's errors, and with the correlation's
     *     exceptions. A cancellation, a time-out or a response withdraws a request that was not written, or that waits to be written again; a
     *     request in an outbox stays there
     */
    public Mono<MqttMessage> request(byte[] payload) {
        Objects.requireNonNull(payload, "payload");
        return Mono.defer(() -> {
            String id = ids.next();
            MqttMessage plain = MqttMessage.builder(set.topic())
                    .payload(payload)
                    .qos(set.qos)
                    .build();
            return Foreign.mono(() -> send(id, set.correlation.mark(plain, id)));
        });
    }

    private Mono<MqttMessage> send(String id, MqttMessage request) {
        Mono<MqttMessage> response = pending.add(id);
        if (response == null) {
            return Mono.error(RequestException.of(Reason.TOO_MANY, set.maxInFlight + " requests wait already"));
        }
        Mono<MqttMessage> sent = responses
                .listen()
                .then(Mono.defer(() -> set.link.publish(request).flatMap(this::published)));
        return Mono.firstWithSignal(response, sent)
                .timeout(Durations.bounded(set.timeout), Mono.error(this::late), set.link.timer())
                .doFinally(signal -> pending.giveUp(id));
    }

    /** Continues to wait for the response, if one can come. */
    private Mono<MqttMessage> published(DeliveryReceipt receipt) {
        boolean mayHaveArrived = receipt.isConfirmed() || receipt.outcome() == DeliveryOutcome.UNKNOWN;
        return mayHaveArrived
                ? Mono.never()
                : Mono.error(() -> new RequestException(
                        Reason.NOT_PUBLISHED,
                        "the request was not published: " + receipt.outcome(),
                        receipt,
                        receipt.failure()));
    }

    private RequestException late() {
        return RequestException.of(Reason.TIMEOUT, "no response within " + Durations.text(set.timeout));
    }

    /** The counts of responses up to now. */
    public RequestStatistics statistics() {
        return pending.statistics();
    }

    /** Ends the subscription to responses. Pending and later requests error with reason CLOSED. Takes effect at once and permanently. */
    @Override
    public void close() {
        responses.close();
    }

    /** Collects the settings of requests. Not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofDays(365);
        private static final int MOST = 1_000_000;

        private final MqttLink link;
        private @Nullable String topic;
        private @Nullable String filter;
        private RequestCorrelation correlation = RequestCorrelation.byTopic();
        private Qos qos = Qos.AT_LEAST_ONCE;
        private Duration timeout = Duration.ofSeconds(30);
        private int maxInFlight = 1_024;

        private Builder(MqttLink link) {
            this.link = Objects.requireNonNull(link, "link");
        }

        private Builder(Builder from) {
            link = from.link;
            topic = from.topic;
            filter = from.filter;
            correlation = from.correlation;
            qos = from.qos;
            timeout = from.timeout;
            maxInFlight = from.maxInFlight;
        }

        private String topic() {
            return Objects.requireNonNull(topic);
        }

        private String filter() {
            return Objects.requireNonNull(filter);
        }

        /** The topic to which requests are published, or its prefix: {@code dev/42/req}. */
        public Builder requestTopic(String name) {
            topic = Objects.requireNonNull(name, "requestTopic");
            return this;
        }

        /**
         * The filter of the response topics: {@code dev/42/res/+}.
         *
         * @throws io.atflux.error.AtUsageException for an invalid filter
         */
        public Builder responseFilter(String text) {
            filter = TopicFilter.of(text).toString();
            return this;
        }

        /** How a response is matched to its request. Default: {@link RequestCorrelation#byTopic()}. */
        public Builder correlation(RequestCorrelation how) {
            correlation = Objects.requireNonNull(how, "correlation");
            return this;
        }

        /** The QoS of requests, and the maximum QoS of responses. Default: 1. */
        public Builder qos(Qos level) {
            qos = Objects.requireNonNull(level, "qos");
            return this;
        }

        /** The time-out for a response: more than 0, to 365 days. Default: 30 s. */
        public Builder timeout(Duration limit) {
            timeout = Durations.upTo("time-out", Durations.positive("time-out", limit), LONGEST);
            return this;
        }

        /** The largest number of pending requests: 1 to 1,000,000. Default: 1,024. */
        public Builder maxInFlight(int requests) {
            if (requests < 1 || requests > MOST) {
                throw new IllegalArgumentException(requests + " requests are not within 1 to " + MOST);
            }
            maxInFlight = requests;
            return this;
        }

        /**
         * Requests with these values. Nothing happens before the first request.
         *
         * @throws IllegalArgumentException without a request topic or a response filter
         */
        public RequestResponse build() {
            if (topic == null || filter == null) {
                throw new IllegalArgumentException("requests need a requestTopic and a responseFilter");
            }
            return new RequestResponse(new Builder(this));
        }
    }
}
