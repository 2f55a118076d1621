package io.atflux.link;

import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxDepth;

/**
 * Is told what happens to one link, as it happens. Called on the session's event loop, or on a thread of the link's timer or its
 * outbox: an implementation MUST return at once; what it throws is logged, and changes nothing. Each method but {@link #received},
 * {@link #dropped} and {@link #publishing}, which may come from several threads, is called by one thread at a time.
 *
 * <p>Implemented by programs; new methods come only with a default.
 */
public interface LinkObserver {

    /** Observes nothing. */
    LinkObserver NONE = new LinkObserver() {};

    /** The link stands elsewhere, or for another reason. */
    default void stateChanged(LinkState before, LinkState now) {}

    /**
     * A rung of the ladder begins. {@link Rung#REOPEN} is told to the one link that it is for; all others are the module's, and are told
     * to each link of it that is wanted.
     */
    default void rungTaken(Rung rung) {}

    /** A message came for this link, before anybody gets it; also if nobody listens to its topic. */
    default void received(MqttMessage message) {}

    /** Subscribers that did not keep up lost messages. */
    default void dropped(long messages) {}

    /** What became of a message that was published here, or was left in the outbox. Of one that was cancelled, nothing is told. */
    default void receipt(DeliveryReceipt receipt) {}

    /**
     * The number of publishes whose end is not known changed.
     *
     * @param change what is added to the number; sums to zero over a link's life
     */
    default void publishing(int change) {}

    /** How much waits in the outbox: told once when the link starts, then each {@link Recovery#checkEvery()}. Only with an outbox. */
    default void outbox(OutboxDepth depth) {}

    /**
     * How strong the signal is: asked with each check of a module that is ready, each {@link Recovery#checkEvery()}, and while no
     * network is found. Without an observer the module is not asked.
     */
    default void signal(SignalQuality signal) {}

    /** The link is closed for good. Nothing else is told later, but for the ends of publishes. */
    default void closed() {}
}
