package io.atflux.mqtt;

import io.atflux.AtDeadline;
import io.atflux.command.AtReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which topic filters somebody listens to: the first listener of a filter subscribes, the last one that goes unsubscribes.
 * Thread-safe. Nothing is sent while the lock is held.
 */
final class Interests {

    private static final Logger LOG = LoggerFactory.getLogger(Interests.class);

    /** How a filter is subscribed to and unsubscribed from. */
    interface Broker {
        Mono<AtReply> subscribe(TopicFilter filter, Qos qos);

        Mono<AtReply> unsubscribe(TopicFilter filter);
    }

    private static final class Interest {
        private int listeners;
        private Qos qos;
        private Mono<AtReply> granted;

        Interest(Qos qos, Mono<AtReply> granted) {
            this.qos = qos;
            this.granted = granted;
        }
    }

    private final Broker broker;
    /** Subscribed to by callers of their own accord. */
    private final Set<TopicFilter> plain = new HashSet<>();

    private final Map<TopicFilter, Interest> interests = new HashMap<>();
    /** Farewells under way; a new subscription to the same filter waits for its filter's. */
    private final Map<TopicFilter, Mono<Void>> farewells = new HashMap<>();

    Interests(Broker broker) {
        this.broker = broker;
    }

    /** Messages that fit the filter may come from now on. */
    synchronized boolean know(TopicFilter filter) {
        return plain.add(filter);
    }

    /** They do not come any more, but for listeners. */
    synchronized void forget(TopicFilter filter) {
        plain.remove(filter);
    }

    /** Whether a topic fits any filter of this client. */
    synchronized boolean fit(String topic) {
        return interests.keySet().stream().anyMatch(filter -> filter.matches(topic))
                || plain.stream().anyMatch(filter -> filter.matches(topic));
    }

    /**
     * One more listener.
     *
     * @return the subscription, shared by all listeners of the filter: errors where it failed
     */
    synchronized Mono<AtReply> join(TopicFilter filter, Qos qos) {
        Interest interest = interests.get(filter);
        if (interest == null) {
            Mono<Void> farewell = farewells.getOrDefault(filter, Mono.empty());
            interest = new Interest(qos, shared(farewell.then(broker.subscribe(filter, qos))));
            interests.put(filter, interest);
        } else if (qos.level() > interest.qos.level()) {
            interest.qos = qos;
            interest.granted = shared(interest.granted.then(broker.subscribe(filter, qos)));
        }
        interest.listeners++;
        return interest.granted;
    }

    /** All listeners wait for one subscription: no deadline of theirs may cut it off. */
    private static Mono<AtReply> shared(Mono<AtReply> subscription) {
        return subscription.contextWrite(AtDeadline.none()).cache();
    }

    /** One listener less. The last one's farewell is sent, and its failure logged. */
    void leave(TopicFilter filter) {
        Mono<Void> farewell = farewell(filter);
        if (farewell != null) {
            farewell.subscribe();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Mono<Void> farewell(TopicFilter filter) {
        Interest interest = interests.get(filter);
        if (interest == null || --interest.listeners > 0) {
            return null;
        }
        interests.remove(filter);
        List<Mono<Void>> self = new ArrayList<>(1);
        Mono<Void> farewell = interest.granted
                .flatMap(granted -> broker.unsubscribe(filter))
                .doOnError(failed -> LOG.debug("no farewell to {}: {}", filter, failed.getMessage()))
                .onErrorComplete()
                .then()
                .doFinally(signal -> forget(filter, self.get(0)))
                .cache();
        self.add(farewell);
        farewells.put(filter, farewell);
        return farewell;
    }

    private synchronized void forget(TopicFilter filter, Mono<Void> farewell) {
        farewells.remove(filter, farewell);
    }

    /** Subscribes to everything that is listened to anew, for a broker that forgot. */
    Mono<Void> renew() {
        return Mono.defer(() -> {
            List<Mono<AtReply>> all = new ArrayList<>();
            synchronized (this) {
                interests.forEach((filter, interest) -> {
                    interest.granted = shared(broker.subscribe(filter, interest.qos));
                    all.add(interest.granted);
                });
            }
            return Flux.fromIterable(all).concatMap(one -> one, 1).then();
        });
    }
}
