package io.atflux.mqtt;

import io.atflux.AtDeadline;
import io.atflux.command.AtReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The topic filters with subscribers: the first subscriber of a filter subscribes at the broker, the last one to leave
 * unsubscribes. Thread-safe. Nothing is sent while the lock is held.
 */
final class Interests {

    private static final Logger LOG = LoggerFactory.getLogger(Interests.class);

    /** Subscribes to a filter at the broker, and unsubscribes from it. */
    interface Broker {
        Mono<AtReply> subscribe(TopicFilter filter, Qos qos);

        /** Written once: no caller waits for it, and without a connection there is nothing to end. */
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
    /** The filters to which callers subscribed explicitly. */
    private final Set<TopicFilter> plain = new HashSet<>();

    private final Map<TopicFilter, Interest> interests = new HashMap<>();
    /** Pending unsubscribe requests; a new subscriber of the same filter overtakes its request. */
    private final Map<TopicFilter, Farewell> farewells = new HashMap<>();

    Interests(Broker broker) {
        this.broker = broker;
    }

    /** Messages that fit the filter may come from now on. */
    synchronized boolean know(TopicFilter filter) {
        return plain.add(filter);
    }

    /** Such messages no longer come, except for subscribers. */
    synchronized void forget(TopicFilter filter) {
        plain.remove(filter);
    }

    /** Whether a topic fits any filter of this client. */
    synchronized boolean fit(String topic) {
        return interests.keySet().stream().anyMatch(filter -> filter.matches(topic))
                || plain.stream().anyMatch(filter -> filter.matches(topic));
    }

    /**
     * Adds a subscriber.
     *
     * @return the subscription, shared by all subscribers of the filter: errors if it failed
     */
    synchronized Mono<AtReply> join(TopicFilter filter, Qos qos) {
        Interest interest = interests.get(filter);
        if (interest == null) {
            Farewell farewell = farewells.remove(filter);
            interest = farewell != null && farewell.isOvertaken()
                    ? farewell.interest
                    : new Interest(qos, shared(behind(farewell, broker.subscribe(filter, qos))));
            interests.put(filter, interest);
        }
        if (qos.level() > interest.qos.level()) {
            interest.qos = qos;
            interest.granted = shared(interest.granted.then(broker.subscribe(filter, qos)));
        }
        interest.listeners++;
        return interest.granted;
    }

    /** An unsubscribe that was not written yet is cancelled; after one that was, the module processes the subscription in turn. */
    private static Mono<AtReply> behind(@Nullable Farewell farewell, Mono<AtReply> subscription) {
        return farewell == null
                ? subscription
                : Mono.defer(() -> {
                    farewell.cancel();
                    return subscription;
                });
    }

    /** All subscribers wait for one subscription, so the deadline of one of them must not end it. */
    private static Mono<AtReply> shared(Mono<AtReply> subscription) {
        return subscription.contextWrite(AtDeadline.none()).cache();
    }

    /** Removes a subscriber. After the last one, an unsubscribe is sent, and its failure logged. */
    void leave(TopicFilter filter) {
        Farewell farewell = farewell(filter);
        if (farewell != null) {
            farewell.start();
        }
    }

    private synchronized @Nullable Farewell farewell(TopicFilter filter) {
        Interest interest = interests.get(filter);
        if (interest == null || --interest.listeners > 0) {
            return null;
        }
        interests.remove(filter);
        Farewell farewell = new Farewell(filter, interest);
        farewells.put(filter, farewell);
        return farewell;
    }

    private synchronized void over(Farewell farewell) {
        farewells.remove(farewell.filter, farewell);
    }

    /** The unsubscribe after the last subscriber of a filter, unless another one joins first. Its state is guarded by the lock. */
    private final class Farewell {

        private final TopicFilter filter;
        private final Interest interest;
        private final Disposable.Swap running = Disposables.swap();
        private boolean begun;
        private boolean overtaken;

        Farewell(TopicFilter filter, Interest interest) {
            this.filter = filter;
            this.interest = interest;
        }

        void start() {
            running.update(interest.granted
                    .flatMap(granted -> begins() ? broker.unsubscribe(filter) : Mono.<AtReply>empty())
                    .doFinally(signal -> over(this))
                    .subscribe(done -> {}, failed -> LOG.debug("no farewell to {}: {}", filter, failed.getMessage())));
        }

        private boolean begins() {
            synchronized (Interests.this) {
                begun = !overtaken;
                return begun;
            }
        }

        /** Whether it has not begun; then it never begins, and the subscription continues. */
        boolean isOvertaken() {
            overtaken = true;
            return !begun;
        }

        void cancel() {
            running.dispose();
        }
    }

    /** Renews all subscriptions, for a broker that has lost them. */
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
