package io.atflux.samples.link;

import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** One subscriber to a filter, fast or slow. */
final class Listening {

    private static final int SLOW_CAPACITY = 4;

    private final Site site;
    private final LinkUser user;
    private final String filter;
    private final boolean slow;
    private final Map<String, Integer> got = new HashMap<>();
    private final Duration from;
    private @Nullable Duration until;
    private long dropped;
    private final Subscriber subscriber = new Subscriber();

    Listening(Site site, LinkUser user, String filter, boolean slow) {
        this.site = site;
        this.user = user;
        this.filter = filter;
        this.slow = slow;
        this.from = site.now();
    }

    void begin(Qos qos) {
        site.trace(user + ": listens to " + filter + " with " + qos + (slow ? ", slowly" : ""));
        Overflow overflow =
                slow ? Overflow.dropOldest(SLOW_CAPACITY).counting(n -> dropped += n) : Overflow.dropOldest(256);
        user.link().messages(filter, qos, overflow).subscribe(subscriber);
    }

    void leave() {
        site.trace(user + ": leaves " + filter);
        until = site.now();
        user.left(this);
        subscriber.cancel();
    }

    String filter() {
        return filter;
    }

    boolean wants(String topic) {
        return Topics.matches(filter, topic);
    }

    int timesGot(String payload) {
        return got.getOrDefault(payload, 0);
    }

    Duration from() {
        return from;
    }

    boolean hasLeft() {
        return until != null;
    }

    boolean isSlow() {
        return slow;
    }

    LinkUser user() {
        return user;
    }

    private final class Subscriber extends BaseSubscriber<MqttMessage> {

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (slow) {
                request(1);
            } else {
                requestUnbounded();
            }
        }

        @Override
        protected void hookOnNext(MqttMessage message) {
            if (user.host().isDead()) {
                return;
            }
            String text = message.text();
            site.trace(() -> user + ": " + filter + " gets " + text);
            site.verdict.require(until == null, "a message after the cancellation");
            site.verdict.require(
                    wants(message.topic()) || site.deliveries.isDamaged(text),
                    filter + " gets a message to " + message.topic());
            String sent = site.deliveries.asSent(user.identity(), text);
            if (sent != null) {
                int times = got.merge(sent, 1, Integer::sum);
                site.deliveries.got(Listening.this, sent, times);
            }
            if (slow) {
                site.after(Duration.ofSeconds(2), () -> request(1));
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            if (!user.host().isDead()) {
                until = site.now();
                user.left(Listening.this);
                site.verdict.require(
                        failure instanceof io.atflux.error.AtRejectedException
                                && (site.broker.refusesFilters
                                        // A broker that closes instead of an answer refuses, too.
                                        || site.history.isNow(History.Happening.BROKER_REFUSES)),
                        user + ": messages of " + filter + " end with " + failure);
            }
        }

        @Override
        protected void hookOnComplete() {
            if (!user.host().isDead()) {
                site.verdict.require(user.isClosed(), user + ": messages of " + filter + " complete before close()");
            }
        }
    }
}
