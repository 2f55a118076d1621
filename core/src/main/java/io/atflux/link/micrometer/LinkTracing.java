package io.atflux.link.micrometer;

import io.atflux.link.MqttLink;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;

/**
 * Creates a Micrometer {@code Observation} for each publish, for each message that an outbox accepts, and for each received message, by
 * OpenTelemetry's conventions for messaging. Needs {@code io.micrometer:micrometer-observation}. {@code docs/metrics.md} lists names and keys.
 *
 * <pre>{@code
 * MqttLink link = LinkTracing.of(L610.over(line).link(broker), observationRegistry);
 * }</pre>
 */
public final class LinkTracing {

    private LinkTracing() {}

    /**
     * A view of a link that observes the publishes and messages of this view; the link itself is not changed.
     *
     * <p>A publish is observed from its subscription until its receipt, over all attempts. Its parent is the observation in the
     * subscriber's Reactor context (key {@code micrometer.observation}), or else the thread's current one. An enqueued message is observed
     * until the outbox has accepted or refused it, with a parent found in the same way. A received message is observed for each
     * subscriber, while it is handed over, with the observation as the thread's current one; later work of the subscriber on another
     * thread is not included. MQTT 3.1.1 has no field for a trace's identity, so the two ends of a message are not one trace.
     *
     * <p>Exceptions of handlers and conventions are logged, and have no effect.
     *
     * @return the same link if the registry is a no-op
     */
    public static MqttLink of(MqttLink link, ObservationRegistry registry) {
        Objects.requireNonNull(link, "link");
        return registry.isNoop() ? link : new TracedLink(link, registry);
    }
}
