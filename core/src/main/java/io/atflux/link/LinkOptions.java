package io.atflux.link;

import io.atflux.mqtt.OnUnknown;
import io.atflux.outbox.Outbox;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The user's choices about a link: three policies, each apart from the others, and a few limits. Immutable. */
public final class LinkOptions {

    private static final RandomGenerator EACH_THREADS_OWN =
            () -> ThreadLocalRandom.current().nextLong();
    private static final LinkOptions DEFAULTS = new Builder().build();
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_WAITING = 1_000_000;

    private final Backoff reconnect;
    private final Recovery recovery;
    private final Duration waitForReady;
    private final int maxWaiting;
    private final OnUnknown onUnknown;
    private final boolean takeOver;
    private final RandomGenerator random;
    private final @Nullable Outbox outbox;
    private final List<LinkObserverFactory> observers;
    private final boolean onDemand;
    private final @Nullable String canaryTopic;
    private final Duration canaryEvery;

    private LinkOptions(Builder builder) {
        reconnect = builder.reconnect;
        recovery = builder.recovery;
        waitForReady = builder.waitForReady;
        maxWaiting = builder.maxWaiting;
        onUnknown = builder.onUnknown;
        takeOver = builder.takeOver;
        random = builder.random;
        outbox = builder.outbox;
        observers = List.copyOf(builder.observers);
        onDemand = builder.onDemand;
        canaryTopic = builder.canaryTopic;
        canaryEvery = builder.canaryEvery;
    }

    /** {@link Backoff#defaults()}, {@link Recovery#defaults()}, 60 s for a message while the link is not ready. */
    public static LinkOptions defaults() {
        return DEFAULTS;
    }

    /** Starts with {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        Builder copy = new Builder()
                .reconnect(reconnect)
                .recovery(recovery)
                .waitForReady(waitForReady)
                .maxWaiting(maxWaiting)
                .onUnknown(onUnknown)
                .takeOver(takeOver)
                .random(random)
                .outbox(outbox)
                .onDemand(onDemand);
        copy.observers.addAll(observers);
        copy.canaryTopic = canaryTopic;
        copy.canaryEvery = canaryEvery;
        return copy;
    }

    /** How long is waited between attempts. */
    public Backoff reconnect() {
        return reconnect;
    }

    /** How far the link goes to mend what does not mend by itself. */
    public Recovery recovery() {
        return recovery;
    }

    /** How long a message waits for a link that is not ready; zero if it fails at once. */
    public Duration waitForReady() {
        return waitForReady;
    }

    /** How many messages wait at most. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /** Whether a message is sent again if nobody knows whether it was published. */
    public OnUnknown onUnknown() {
        return onUnknown;
    }

    /** Whether an MQTT client that is open, and that this link did not open, is closed and used. */
    public boolean takeOver() {
        return takeOver;
    }

    /** Where messages wait for the link, and what outlives the process; null if they wait in memory. */
    public @Nullable Outbox outbox() {
        return outbox;
    }

    /** Who is told what happens to each link. */
    public List<LinkObserverFactory> observers() {
        return observers;
    }

    /** The topic that the link publishes to and listens to itself; null for none. */
    public @Nullable String canaryTopic() {
        return canaryTopic;
    }

    /** How often it publishes there. */
    public Duration canaryEvery() {
        return canaryEvery;
    }

    /** Whether messages are read out of the module's buffer as they are asked for, if it has one. */
    public boolean onDemand() {
        return onDemand;
    }

    /** Draws the share of each wait that is left to chance. */
    public RandomGenerator random() {
        return random;
    }

    @Override
    public String toString() {
        return "LinkOptions[reconnect=" + reconnect + ", recovery=" + recovery + ", waitForReady=" + waitForReady
                + ", maxWaiting=" + maxWaiting + ", onUnknown=" + onUnknown + ", takeOver=" + takeOver + ", outbox="
                + (outbox != null) + "]";
    }

    /** Collects the choices. Not thread-safe. */
    public static final class Builder {

        private Backoff reconnect = Backoff.defaults();
        private Recovery recovery = Recovery.defaults();
        private Duration waitForReady = Duration.ofSeconds(60);
        private int maxWaiting = 1_024;
        private OnUnknown onUnknown = OnUnknown.SEND_AGAIN;
        private boolean takeOver;
        private RandomGenerator random = EACH_THREADS_OWN;
        private @Nullable Outbox outbox;
        private final List<LinkObserverFactory> observers = new ArrayList<>();
        private boolean onDemand;
        private @Nullable String canaryTopic;
        private Duration canaryEvery = Duration.ofMinutes(5);

        private Builder() {}

        /**
         * How long is waited between attempts. Its waits and its jitter count; a link never gives up, and is stable by
         * {@link Recovery#stable()}. Default: 1 s, doubled up to 1 min, half of it left to chance.
         */
        public Builder reconnect(Backoff backoff) {
            reconnect = Objects.requireNonNull(backoff, "reconnect");
            return this;
        }

        /** How far the link goes. Default: {@link Recovery#defaults()}. */
        public Builder recovery(Recovery other) {
            recovery = Objects.requireNonNull(other, "recovery");
            return this;
        }

        /** How long a message waits for a link that is not ready: 0 (it fails at once) to 365 days. Default 60 s. */
        public Builder waitForReady(Duration limit) {
            if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a wait of " + limit + " is not within 0 and 365 days");
            }
            waitForReady = limit;
            return this;
        }

        /** How many messages wait at most, 1 to 1,000,000; one more is not sent. Default 1,024. */
        public Builder maxWaiting(int messages) {
            if (messages < 1 || messages > MOST_WAITING) {
                throw new IllegalArgumentException(messages + " waiting messages are not within 1 to " + MOST_WAITING);
            }
            maxWaiting = messages;
            return this;
        }

        /**
         * Whether a message is sent again if nobody knows whether it was published: at least once, or at most once. Default: sent
         * again.
         */
        public Builder onUnknown(OnUnknown policy) {
            onUnknown = Objects.requireNonNull(policy, "onUnknown");
            return this;
        }

        /** Whether an MQTT client that somebody else has opened is closed and used. Default: no. */
        public Builder takeOver(boolean take) {
            takeOver = take;
            return this;
        }

        /**
         * Where messages wait for the link: what is in there is published by this link, or by a later one with the same broker and client
         * identifier. It also keeps what the link has to remember over a restart of the process, such as hourly budgets. The caller
         * closes it, after the link. Default: none.
         */
        public Builder outbox(@Nullable Outbox store) {
            outbox = store;
            return this;
        }

        /** Adds one who is told what happens to each link: meters, for instance. May be called several times. Default: nobody. */
        public Builder observer(LinkObserverFactory factory) {
            observers.add(Objects.requireNonNull(factory, "observer"));
            return this;
        }

        /**
         * A topic that the link publishes to and listens to itself, at QoS 0. A module that connects again by itself, without a word and with
         * a clean session, has lost its subscriptions: two messages in a row that do not come back show it, and all filters are
         * subscribed to again. Default: none.
         *
         * @param every 10 s to 1 day
         */
        public Builder canary(String topic, Duration every) {
            if (every.compareTo(Duration.ofSeconds(10)) < 0 || every.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("a canary every " + every + " is not within 10 s and 1 day");
            }
            canaryTopic = Objects.requireNonNull(topic, "topic");
            canaryEvery = every;
            return this;
        }

        /**
         * Whether received messages stay in the module's buffer until they are asked for, so that demand reaches the module: each subscriber
         * of {@link MqttLink#messages} then holds up all others, and its overflow policy is not needed. What overflows in the module's
         * buffer nobody can count. A module without a buffer is asked, and delivers directly. Default: no.
         */
        public Builder onDemand(boolean wanted) {
            onDemand = wanted;
            return this;
        }

        /** Draws the share of each wait that is left to chance. For tests that must be the same each time. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "random");
            return this;
        }

        /** The options with these values. */
        public LinkOptions build() {
            return new LinkOptions(this);
        }
    }
}
