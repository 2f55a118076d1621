package io.atflux.link.micrometer;

import io.atflux.link.MqttLink;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;

/**
 * Makes a Micrometer {@code Observation} of each publish, of each message that is put in an outbox, and of each that is received, by OpenTelemetry's conventions for
 * messaging. Needs {@code io.micrometer:micrometer-observation}. {@code docs/metrics.md} lists names and keys.
 *
 * <pre>{@code
 * MqttLink link = LinkTracing.of(L610.over(line).link(broker), observationRegistry);
 * }</pre>
 */
public final class LinkTracing {

    private LinkTracing() {}

    /**
     * A view of a link that observes what passes through this view; the link itself stays as it is.
     *
     * <p>A publish is observed from its subscription until its receipt, over all attempts; its parent is the observation in the
     * subscriber's Reactor context (key {@code micrometer.observation}), or else the thread's current one. What is enqueued is observed
     * until it is kept, or refused; its parent is found in the same way. A received message is observed
     * for each subscriber, while it is handed over, with the observation as the thread's current one: what the subscriber does later, on
     * another thread, is not in it. MQTT 3.1.1 has no place for a trace's identity, so the two ends of a message are not one trace.
     *
     * <p>What handlers and conventions throw is logged, and changes nothing.
     *
     * @return the same link if the registry observes nothing
     */
    public static MqttLink of(MqttLink link, ObservationRegistry registry) {
        Objects.requireNonNull(link, "link");
        return registry.isNoop() ? link : new TracedLink(link, registry);
    }
}
