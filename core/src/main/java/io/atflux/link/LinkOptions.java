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

/** The user's choices about a link: three independent policies and a few limits. Immutable. */
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

    /** {@link Backoff#defaults()}, {@link Recovery#defaults()}, and 60 s for a message while the link is not ready. */
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

    /** The waits between attempts. */
    public Backoff reconnect() {
        return reconnect;
    }

    /** How far the link goes to repair a failure that persists. */
    public Recovery recovery() {
        return recovery;
    }

    /** How long a message waits for a link that is not ready; zero if it fails at once. */
    public Duration waitForReady() {
        return waitForReady;
    }

    /** The largest number of waiting messages. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /** Whether a message is sent again if it is unknown whether it was published. */
    public OnUnknown onUnknown() {
        return onUnknown;
    }

    /** Whether the link closes and uses an MQTT client that is open and that it did not open. */
    public boolean takeOver() {
        return takeOver;
    }

    /**
     * The store in which messages wait for the link, and which keeps state over a restart of the process; null if messages wait in memory.
     */
    public @Nullable Outbox outbox() {
        return outbox;
    }

    /** The factories of each link's observers. */
    public List<LinkObserverFactory> observers() {
        return observers;
    }

    /** The topic of the link's own test messages, to which it publishes and subscribes; null for none. */
    public @Nullable String canaryTopic() {
        return canaryTopic;
    }

    /** The interval of the test messages. */
    public Duration canaryEvery() {
        return canaryEvery;
    }

    /** Whether messages are read from the module's buffer on demand, if it has one. */
    public boolean onDemand() {
        return onDemand;
    }

    /** The random source for the jitter of each wait. */
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
         * The waits between attempts. Only the waits and the jitter apply: a link never gives up, and {@link Recovery#stable()} decides
         * when it is stable. Default: 1 s, doubled up to 1 min, half of it random.
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

        /** The largest number of waiting messages, 1 to 1,000,000; one more is not sent. Default 1,024. */
        public Builder maxWaiting(int messages) {
            if (messages < 1 || messages > MOST_WAITING) {
                throw new IllegalArgumentException(messages + " waiting messages are not within 1 to " + MOST_WAITING);
            }
            maxWaiting = messages;
            return this;
        }

        /**
         * Whether a message is sent again if it is unknown whether it was published: at least once, or at most once. Default: sent again.
         */
        public Builder onUnknown(OnUnknown policy) {
            onUnknown = Objects.requireNonNull(policy, "onUnknown");
            return this;
        }

        /** Whether the link closes and uses an MQTT client that another program has opened. Default: no. */
        public Builder takeOver(boolean take) {
            takeOver = take;
            return this;
        }

        /**
         * The store in which messages wait for the link. This link publishes its content, or a later link with the same broker and client
         * identifier does. The store also keeps what the link must remember over a restart of the process, such as hourly budgets. The
         * caller closes it after the link. Default: none.
         */
        public Builder outbox(@Nullable Outbox store) {
            outbox = store;
            return this;
        }

        /** Adds a factory of observers for each link, for example for meters. May be called several times. Default: none. */
        public Builder observer(LinkObserverFactory factory) {
            observers.add(Objects.requireNonNull(factory, "observer"));
            return this;
        }

        /**
         * A topic to which the link publishes test messages at QoS 0, and to which it subscribes. A module that reconnects automatically,
         * without a notice and with a clean session, has lost its subscriptions. Two successive test messages that do not return prove it,
         * and the link subscribes to all filters again. Default: none.
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
         * Whether received messages stay in the module's buffer until they are requested, so that demand reaches the module. Each
         * subscriber of {@link MqttLink#messages} then holds up all others, and its overflow policy is not needed. Messages that overflow
         * the module's buffer cannot be counted. The link finds out whether the module has a buffer; without one, the module delivers
         * directly. Default: no.
         */
        public Builder onDemand(boolean wanted) {
            onDemand = wanted;
            return this;
        }

        /** The random source for the jitter of each wait. For reproducible tests. */
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
