package io.atflux.link;

import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxDepth;

/**
 * Observes one link. Called on the session's event loop, or on a thread of the link's timer or its outbox. An implementation MUST return at
 * once; an exception is logged and has no effect. Each method is called by one thread at a time, except {@link #received}, {@link #dropped}
 * and {@link #publishing}, which may be called by several threads.
 *
 * <p>Implemented by programs; new methods come only with a default.
 */
public interface LinkObserver {

    /** Observes nothing. */
    LinkObserver NONE = new LinkObserver() {};

    /** The link's state changed. */
    default void stateChanged(LinkState before, LinkState now) {}

    /**
     * A rung of the ladder begins. {@link Rung#REOPEN} is reported to the one link that it concerns; all others concern the module, and are
     * reported to each of its started links.
     */
    default void rungTaken(Rung rung) {}

    /** A message arrived for this link. Called before any subscriber receives it, and also if no subscriber listens to its topic. */
    default void received(MqttMessage message) {}

    /** Slow subscribers lost messages. */
    default void dropped(long messages) {}

    /** The result of a message that was published here, or that was left in the outbox. A cancelled message is not reported. */
    default void receipt(DeliveryReceipt receipt) {}

    /**
     * The number of publishes without an outcome changed.
     *
     * @param change the difference to the previous number; sums to zero over a link's life
     */
    default void publishing(int change) {}

    /**
     * The amount that waits in the outbox: reported once when the link starts, then every {@link Recovery#checkEvery()}. Only with an
     * outbox.
     */
    default void outbox(OutboxDepth depth) {}

    /**
     * The signal strength: read with each check of a ready module, every {@link Recovery#checkEvery()}, and while no network is found.
     * Without an observer the module is not queried.
     */
    default void signal(SignalQuality signal) {}

    /** The link is closed for good. Only the ends of publishes are reported later. */
    default void closed() {}
}
