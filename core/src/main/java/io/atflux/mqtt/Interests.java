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
 * Which topic filters somebody listens to: the first listener of a filter subscribes, the last one that goes unsubscribes.
 * Thread-safe. Nothing is sent while the lock is held.
 */
final class Interests {

    private static final Logger LOG = LoggerFactory.getLogger(Interests.class);

    /** How a filter is subscribed to and unsubscribed from. */
    interface Broker {
        Mono<AtReply> subscribe(TopicFilter filter, Qos qos);

        /** Written once: nobody waits for it, and what is not connected has nothing to end. */
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
    /** Farewells under way; a new listener of the same filter overtakes its filter's. */
    private final Map<TopicFilter, Farewell> farewells = new HashMap<>();

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

    /** A farewell that was not written yet never is; behind one that was, the module takes the subscription in its turn. */
    private static Mono<AtReply> behind(@Nullable Farewell farewell, Mono<AtReply> subscription) {
        return farewell == null
                ? subscription
                : Mono.defer(() -> {
                    farewell.cancel();
                    return subscription;
                });
    }

    /** All listeners wait for one subscription: no deadline of theirs may cut it off. */
    private static Mono<AtReply> shared(Mono<AtReply> subscription) {
        return subscription.contextWrite(AtDeadline.none()).cache();
    }

    /** One listener less. The last one's farewell is sent, and its failure logged. */
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

    /** What follows the last listener of a filter, unless another one comes first. Its state is guarded by the lock. */
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

        /** Whether it has not begun; then it never does, and the subscription goes on as it is. */
        boolean isOvertaken() {
            overtaken = true;
            return !begun;
        }

        void cancel() {
            running.dispose();
        }
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
