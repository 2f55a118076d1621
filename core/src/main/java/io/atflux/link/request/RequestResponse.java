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
 * <p>The filter is subscribed to before the first request is sent, and kept until {@link #close()}, over all losses of the link. A
 * request is sent at least once, so that its receiver may get it twice; its caller gets one response. What comes for no request that
 * waits is dropped and counted.
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

    /** Starts with what is to be set: two topics at least. */
    public static Builder over(MqttLink link) {
        return new Builder(link);
    }

    /** {@link #request(byte[])} with a text, as UTF-8. */
    public Mono<MqttMessage> request(String text) {
        return request(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a request for each subscriber, with an id of its own. The time-out runs from the subscription on, the wait for a link that is
     * not ready included.
     *
     * @param payload not copied, and not to be changed afterwards
     * @return succeeds with the response; errors with {@link RequestException}, with what the link errors with, and with what the
     *     correlation throws. Cancelling, a time-out, and a response take a request back that was not written, or is to be written
     *     again; but one that is in an outbox stays there
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

    /** Goes on waiting for the response, if there can be one. */
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

    /** What became of responses up to now. */
    public RequestStatistics statistics() {
        return pending.statistics();
    }

    /** Ends the subscription to responses; requests that wait error with reason CLOSED, and later ones do. At once, for good. */
    @Override
    public void close() {
        responses.close();
    }

    /** Collects what belongs to requests. Not thread-safe. */
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

        /** Where requests are published, or what their topics begin with: {@code dev/42/req}. */
        public Builder requestTopic(String name) {
            topic = Objects.requireNonNull(name, "requestTopic");
            return this;
        }

        /**
         * Which topics responses come on: {@code dev/42/res/+}.
         *
         * @throws io.atflux.error.AtUsageException for a text that is no filter
         */
        public Builder responseFilter(String text) {
            filter = TopicFilter.of(text).toString();
            return this;
        }

        /** How a response is known to belong to its request. Default: {@link RequestCorrelation#byTopic()}. */
        public Builder correlation(RequestCorrelation how) {
            correlation = Objects.requireNonNull(how, "correlation");
            return this;
        }

        /** The level of requests, and at most of responses. Default: 1. */
        public Builder qos(Qos level) {
            qos = Objects.requireNonNull(level, "qos");
            return this;
        }

        /** How long a response is waited for: more than 0, to 365 days. Default: 30 s. */
        public Builder timeout(Duration limit) {
            timeout = Durations.upTo("time-out", Durations.positive("time-out", limit), LONGEST);
            return this;
        }

        /** How many requests wait for their responses at most: 1 to 1,000,000. Default: 1,024. */
        public Builder maxInFlight(int requests) {
            if (requests < 1 || requests > MOST) {
                throw new IllegalArgumentException(requests + " requests are not within 1 to " + MOST);
            }
            maxInFlight = requests;
            return this;
        }

        /**
         * Requests by these values. Nothing happens before the first one.
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
