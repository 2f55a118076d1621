package io.atflux.link.internal.driver;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The filters with listeners, and which of them the broker knows. The first listener of a filter subscribes, the last one that leaves
 * unsubscribes, and a new connection subscribes to all. Confined to the link's mailbox, except {@link #deliver}.
 */
final class Subscriptions implements Listener.Home {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** A filter with listeners. */
    private static final class Interest {
        final List<Listener> listeners = new ArrayList<>();
        /** Also read on the session's event loop, while all filters are subscribed to. */
        volatile Qos qos = Qos.AT_MOST_ONCE;
        /**
         * The QoS requested from the broker on this connection; null for none. Also set on the event loop: requesting twice does no harm.
         */
        volatile @Nullable Qos asked;

        /** The number of the broker's refusals on this connection. */
        int refusals;
    }

    /** The client's part that subscribing needs. */
    interface Client {
        /** Runs a task in the link's mailbox. */
        void post(Runnable task);

        Disposable after(Duration time, Runnable task);

        /** Whether the module will never accept what it refused with this failure. */
        boolean isHopeless(Throwable failure);

        /** A subscription was not answered by the broker. */
        void doubted(Throwable failure);

        /** The observers of received and lost messages. */
        Observed observed();
    }

    /** The number of refusals on one connection after which a filter counts as refused. */
    private static final int REFUSALS = 3;

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(60);

    private final Client client;
    private final Map<TopicFilter, Interest> interests = new HashMap<>();
    /** Unsubscribes that may not have been written yet. */
    private final Map<TopicFilter, Disposable> farewells = new HashMap<>();

    private final TopicTree<Listener> tree = new TopicTree<>();
    private @Nullable MqttClient ready;
    /** The number of subscriptions under way: a connection that breaks meanwhile may break because of them. */
    private final AtomicInteger underWay = new AtomicInteger();

    private final Demand demand;

    Subscriptions(Client client, boolean onDemand) {
        this.client = client;
        this.demand = new Demand(client, onDemand, this::deliver);
    }

    @Override
    public Demand demand() {
        return demand;
    }

    boolean isUnderWay() {
        return underWay.get() > 0;
    }

    /** Passes a message to all listeners of its topic. On the session's event loop. */
    void deliver(MqttMessage message) {
        client.observed().received(message);
        for (Listener listener : tree.matching(message.topic())) {
            listener.deliver(message);
        }
    }

    @Override
    public void dropped(Listener listener, long messages) {
        client.observed().tell(observer -> observer.dropped(messages));
        listener.lost(messages);
    }

    @Override
    public void join(Listener listener) {
        // At once, so that no later message is missed.
        tree.add(listener.filter, listener);
        demand.joined(listener);
        client.post(() -> joined(listener));
    }

    private void joined(Listener listener) {
        Interest interest = interests.computeIfAbsent(listener.filter, none -> new Interest());
        interest.listeners.add(listener);
        if (listener.qos.level() > interest.qos.level()) {
            interest.qos = listener.qos;
        }
        Disposable farewell = farewells.remove(listener.filter);
        if (farewell != null) {
            farewell.dispose();
        }
        subscribeNow(listener.filter, interest);
    }

    @Override
    public void leave(Listener listener) {
        tree.remove(listener.filter, listener);
        demand.left(listener);
        client.post(() -> left(listener));
    }

    private void left(Listener listener) {
        TopicFilter filter = listener.filter;
        Interest interest = interests.get(filter);
        if (interest == null || !interest.listeners.remove(listener) || !interest.listeners.isEmpty()) {
            return;
        }
        interests.remove(filter);
        MqttClient open = ready;
        if (open != null && interest.asked != null) {
            Disposable.Swap farewell = Disposables.swap();
            farewells.put(filter, farewell);
            farewell.update(open.unsubscribe(filter.toString())
                    .doFinally(signal -> client.post(() -> farewells.remove(filter, farewell)))
                    .subscribe(
                            done -> {},
                            failure -> LOG.debug("unsubscribing from {} failed: {}", filter, failure.getMessage())));
        }
    }

    /** A new connection: the broker has no subscriptions. */
    void connected() {
        ready = null;
        demand.stop();
        // An unsubscribe that is still pending would undo a subscription of the next connection.
        farewells.values().forEach(Disposable::dispose);
        farewells.clear();
        interests.values().forEach(interest -> {
            interest.asked = null;
            interest.refusals = 0;
        });
    }

    /** Messages can pass from now on: filters that joined meanwhile are subscribed to as well. */
    void ready(MqttClient open) {
        ready = open;
        new HashMap<>(interests).forEach(this::subscribeNow);
    }

    /** The connection is gone. */
    void gone() {
        ready = null;
    }

    private void subscribeNow(TopicFilter filter, Interest interest) {
        MqttClient open = ready;
        if (open != null) {
            subscribe(open, filter, interest)
                    .subscribe(done -> {}, failure -> client.post(() -> unanswered(filter, interest, failure)));
        }
    }

    /** Subscribes to all filters, one after the other. */
    Mono<Void> subscribeAll(MqttClient open) {
        return Flux.defer(() -> Flux.fromIterable(new HashMap<>(interests).entrySet()))
                .concatMap(entry -> subscribe(open, entry.getKey(), entry.getValue()), 1)
                .then();
    }

    /** Errors only if the result is unknown. */
    private Mono<Void> subscribe(MqttClient open, TopicFilter filter, Interest interest) {
        return Mono.defer(() -> {
            Qos asked = interest.asked;
            if (asked != null && asked.level() >= interest.qos.level()) {
                return Mono.empty();
            }
            interest.asked = interest.qos;
            underWay.incrementAndGet();
            return open.subscribeOnce(filter.toString(), interest.qos)
                    .onErrorResume(AtException.class, failure -> failed(open, filter, interest, failure))
                    .doFinally(signal -> underWay.decrementAndGet());
        });
    }

    /**
     * A refusal by the broker, or of a filter that no module accepts, is reported to the listeners. A refusal by the module is retried
     * after a pause. A lost connection and a missing answer are left to the link.
     */
    private Mono<Void> failed(MqttClient open, TopicFilter filter, Interest interest, AtException failure) {
        client.post(() -> interest.asked = null);
        if (failure instanceof AtUsageException) {
            client.post(() -> refuse(filter, interest, failure));
            return Mono.empty();
        }
        if (!(failure instanceof AtRejectedException no) || no.outcome() != Outcome.REJECTED) {
            return Mono.error(failure);
        }
        return open.isOpen().onErrorReturn(AtRejectedException.class, true).flatMap(is -> {
            if (!is) {
                return Mono.error(failure);
            }
            client.post(() -> refused(filter, interest, no));
            return Mono.empty();
        });
    }

    /** A broker's refusal may be caused by a connection that is breaking, or by a damaged line. */
    private void refused(TopicFilter filter, Interest interest, AtRejectedException no) {
        boolean byBroker = no.urc() != null;
        if (byBroker) {
            interest.refusals++;
        }
        if (client.isHopeless(no) || interest.refusals >= REFUSALS) {
            refuse(filter, interest, no);
        } else {
            later(filter, interest, byBroker ? SOON : LATER, no);
        }
    }

    /** The connection is checked. Even if it is sound, the broker may not have the filter. */
    private void unanswered(TopicFilter filter, Interest interest, Throwable failure) {
        client.doubted(failure);
        later(filter, interest, LATER, failure);
    }

    private void later(TopicFilter filter, Interest interest, Duration wait, Throwable failure) {
        LOG.warn("subscribing to {} failed, next attempt in {} s: {}", filter, wait.toSeconds(), failure.getMessage());
        client.after(
                wait,
                () -> client.post(() -> {
                    if (interests.get(filter) == interest) {
                        subscribeNow(filter, interest);
                    }
                }));
    }

    private void refuse(TopicFilter filter, Interest interest, AtException failure) {
        interests.remove(filter, interest);
        for (Listener listener : new ArrayList<>(interest.listeners)) {
            tree.remove(filter, listener);
            demand.left(listener);
            listener.refuse(failure);
        }
    }

    /** The link is closed. */
    void complete() {
        ready = null;
        demand.stop();
        List<Listener> all = new ArrayList<>();
        interests.values().forEach(interest -> all.addAll(interest.listeners));
        interests.clear();
        all.forEach(Listener::complete);
    }
}
