package io.atflux;

import io.atflux.internal.time.Durations;
import io.atflux.observe.LineEvent;
import io.atflux.observe.SessionObserver;
import io.atflux.observe.WireEvent;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Limits and settings of a session. Immutable; {@link #mutate()} gives a builder that starts from it. A duration of 73 years or
 * more, such as {@code ChronoUnit.FOREVER.getDuration()}, is no limit.
 *
 * <pre>{@code
 * client.options(AtOptions.builder().drain(Duration.ofSeconds(1)).probes(5).build())
 * }</pre>
 */
public final class AtOptions {

    private static final AtOptions DEFAULTS = builder().build();

    /** A private copy: never written again. */
    private final Builder values;

    private AtOptions(Builder given) {
        values = new Builder(given);
    }

    /** 16 KiB lines, 1,024 waiting commands, 256 waiting events a subscriber, turns idle for 5 min, 3 s drain, 3 probes of 1 s. */
    public static AtOptions defaults() {
        return DEFAULTS;
    }

    /** Starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(values);
    }

    /** The commands that may use the line while an asynchronous command waits for its result code. */
    public Discipline discipline() {
        return values.discipline;
    }

    /** Longest line accepted, bytes. */
    public int maxLine() {
        return values.maxLine;
    }

    /** Most information lines of one reply. */
    public int maxReplyLines() {
        return values.maxReplyLines;
    }

    /** Most bytes of one reply's information lines. */
    public int maxReplyBytes() {
        return values.maxReplyBytes;
    }

    /** Most commands that wait. */
    public int maxQueue() {
        return values.maxQueue;
    }

    /** How long a command may wait for the line; null for no limit. */
    public @Nullable Duration queueWait() {
        return values.queueWait;
    }

    /** How long an exclusive turn may keep the line with nothing to send; null for no limit. */
    public @Nullable Duration turnIdle() {
        return values.turnIdle;
    }

    /** How long the session waits for an owed reply before it probes the modem. */
    public Duration drain() {
        return values.drain;
    }

    /** How many unanswered probes end the session. */
    public int probes() {
        return values.probes;
    }

    /** How long a probe may take. */
    public Duration probeTimeout() {
        return values.probeTimeout;
    }

    /** How long a raw command may take. */
    public Duration rawTimeout() {
        return values.rawTimeout;
    }

    /** The queue of a subscriber that names none. */
    public Overflow overflow() {
        return values.overflow;
    }

    /** How long closing may take. */
    public Duration closeTimeout() {
        return values.closeTimeout;
    }

    /** The silence after which {@code AT} is sent to check that the modem answers; null for never. */
    public @Nullable Duration liveness() {
        return values.liveness;
    }

    /** Whether the session takes a modem that answers nothing out of data mode. */
    public boolean leaveDataMode() {
        return values.leaveDataMode;
    }

    /** The clock and timer; null for the transport's, or else the connection's event loop. */
    public @Nullable Scheduler timer() {
        return values.timer;
    }

    /** The scheduler that delivers results and events; null for the connection's event loop. */
    public @Nullable Scheduler deliverOn() {
        return values.deliverOn;
    }

    /** The observer of the session's events. */
    public SessionObserver observer() {
        return values.observer;
    }

    /** The consumer of the traffic on the line; null for none. */
    public @Nullable Consumer<? super WireEvent> recorder() {
        return values.recorder;
    }

    /** Is told what each line was taken for; null for none. */
    public @Nullable Consumer<? super LineEvent> onLine() {
        return values.onLine;
    }

    /** Names of the entries of a caller's Reactor context that its command's log lines carry. */
    public List<String> logContext() {
        return values.logContext;
    }

    /** Prefix of this connection's log lines; null for the transport's description. */
    public @Nullable String name() {
        return values.name;
    }

    /** The random source of the probes that prove that session and modem are in step; null for a {@link java.security.SecureRandom}. */
    public @Nullable RandomGenerator random() {
        return values.random;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AtOptions options && values.all().equals(options.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "AtOptions" + values.all();
    }

    /** Collects options; each setter replaces the value set before. Not thread-safe. */
    public static final class Builder {

        private Discipline discipline = Discipline.STRICT;
        private int maxLine = 16 * 1024;
        private int maxReplyLines = 4096;
        private int maxReplyBytes = 256 * 1024;
        private int maxQueue = 1024;
        private @Nullable Duration queueWait;
        private @Nullable Duration turnIdle = Duration.ofMinutes(5);
        private Duration drain = Duration.ofSeconds(3);
        private int probes = 3;
        private Duration probeTimeout = Duration.ofSeconds(1);
        private Duration rawTimeout = Duration.ofSeconds(10);
        private Overflow overflow = Overflow.dropOldest(256);
        private Duration closeTimeout = Duration.ofSeconds(5);
        private @Nullable Duration liveness;
        private boolean leaveDataMode;
        private @Nullable Scheduler timer;
        private @Nullable Scheduler deliverOn;
        private SessionObserver observer = SessionObserver.NONE;
        private @Nullable Consumer<? super WireEvent> recorder;
        private @Nullable Consumer<? super LineEvent> onLine;
        private List<String> logContext = List.of();
        private @Nullable String name;
        private @Nullable RandomGenerator random;

        private Builder() {}

        private Builder(Builder from) {
            discipline = from.discipline;
            maxLine = from.maxLine;
            maxReplyLines = from.maxReplyLines;
            maxReplyBytes = from.maxReplyBytes;
            maxQueue = from.maxQueue;
            queueWait = from.queueWait;
            turnIdle = from.turnIdle;
            drain = from.drain;
            probes = from.probes;
            probeTimeout = from.probeTimeout;
            rawTimeout = from.rawTimeout;
            overflow = from.overflow;
            closeTimeout = from.closeTimeout;
            liveness = from.liveness;
            leaveDataMode = from.leaveDataMode;
            timer = from.timer;
            deliverOn = from.deliverOn;
            observer = from.observer;
            recorder = from.recorder;
            onLine = from.onLine;
            logContext = from.logContext;
            name = from.name;
            random = from.random;
        }

        private Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("discipline", discipline);
            all.put("maxLine", maxLine);
            all.put("maxReplyLines", maxReplyLines);
            all.put("maxReplyBytes", maxReplyBytes);
            all.put("maxQueue", maxQueue);
            all.put("queueWait", queueWait);
            all.put("turnIdle", turnIdle);
            all.put("drain", drain);
            all.put("probes", probes);
            all.put("probeTimeout", probeTimeout);
            all.put("rawTimeout", rawTimeout);
            all.put("overflow", overflow);
            all.put("closeTimeout", closeTimeout);
            all.put("liveness", liveness);
            all.put("leaveDataMode", leaveDataMode);
            all.put("timer", timer);
            all.put("deliverOn", deliverOn);
            all.put("observer", observer);
            all.put("recorder", recorder);
            all.put("onLine", onLine);
            all.put("logContext", logContext);
            all.put("name", name);
            all.put("random", random);
            return all;
        }

        /** The commands that may use the line while an asynchronous command waits for its result code. Default strict. */
        public Builder discipline(Discipline other) {
            discipline = other;
            return this;
        }

        /**
         * Longest line accepted, bytes. Default 16 KiB.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder maxLine(int most) {
            maxLine = atLeastOne("longest line", most);
            return this;
        }

        /**
         * Most information lines of one reply. Default 4,096.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder maxReplyLines(int most) {
            maxReplyLines = atLeastOne("reply lines", most);
            return this;
        }

        /**
         * Most bytes of one reply's information lines. Default 256 KiB.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder maxReplyBytes(int most) {
            maxReplyBytes = atLeastOne("reply bytes", most);
            return this;
        }

        /**
         * Most commands that wait. Default 1,024.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder maxQueue(int most) {
            maxQueue = atLeastOne("waiting commands", most);
            return this;
        }

        /**
         * How long a command may wait for the line. Default null: no limit.
         *
         * @throws IllegalArgumentException for a negative time
         */
        public Builder queueWait(@Nullable Duration time) {
            queueWait = time == null ? null : Durations.notNegative("queue wait", time);
            return this;
        }

        /**
         * How long an exclusive turn may keep the line with nothing to send; null for no limit. Default 5 min.
         *
         * @throws IllegalArgumentException for an idle time of 0 or less
         */
        public Builder turnIdle(@Nullable Duration time) {
            turnIdle = time == null ? null : Durations.positive("turn idle", time);
            return this;
        }

        /**
         * How long the session waits for an owed reply before it probes the modem. Default 3 s.
         *
         * @throws IllegalArgumentException for a negative time
         */
        public Builder drain(Duration time) {
            drain = Durations.notNegative("drain", time);
            return this;
        }

        /**
         * How many unanswered probes end the session; each is drawn at random from the profile's reads. Default 3.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder probes(int number) {
            probes = atLeastOne("probes", number);
            return this;
        }

        /**
         * How long a probe may take. Default 1 s.
         *
         * @throws IllegalArgumentException for a time of 0 or less
         */
        public Builder probeTimeout(Duration time) {
            probeTimeout = Durations.positive("probe time-out", time);
            return this;
        }

        /**
         * How long a raw command may take, from its write to its final result. Default 10 s.
         *
         * @throws IllegalArgumentException for a time of 0 or less
         */
        public Builder rawTimeout(Duration time) {
            rawTimeout = Durations.positive("raw time-out", time);
            return this;
        }

        /** The queue of a subscriber that names none. Default: 256 events, the oldest dropped. */
        public Builder overflow(Overflow other) {
            overflow = other;
            return this;
        }

        /**
         * How long closing may take. Default 5 s.
         *
         * @throws IllegalArgumentException for a negative time
         */
        public Builder closeTimeout(Duration time) {
            closeTimeout = Durations.notNegative("close time-out", time);
            return this;
        }

        /**
         * The silence after which {@code AT} is sent to check that the modem answers, 1 ms to 365 days. Default null: never.
         *
         * @throws IllegalArgumentException for a silence out of range
         */
        public Builder liveness(@Nullable Duration time) {
            if (time != null
                    && (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(365)) > 0)) {
                throw new IllegalArgumentException("liveness " + time + " is not within 1 ms to 365 days");
            }
            liveness = time;
            return this;
        }

        /**
         * Whether the session takes a modem that answers nothing out of data mode, as {@link AtClient#leaveDataMode} says.
         * Default no.
         */
        public Builder leaveDataMode(boolean other) {
            leaveDataMode = other;
            return this;
        }

        /** The clock and timer of the session. Default null: the transport's, or else the connection's event loop. */
        public Builder timer(@Nullable Scheduler other) {
            timer = other;
            return this;
        }

        /** The scheduler that delivers results and events. Default null: the connection's event loop. */
        public Builder deliverOn(@Nullable Scheduler other) {
            deliverOn = other;
            return this;
        }

        /** The observer of the session's events. Default: none. */
        public Builder observer(SessionObserver other) {
            observer = other;
            return this;
        }

        /** The consumer of the traffic on the line, as {@link AtClient#recordTo} says. Default null: none. */
        public Builder recorder(@Nullable Consumer<? super WireEvent> other) {
            recorder = other;
            return this;
        }

        /** Is told what each line was taken for, as {@link AtClient#onLine} says. Default null: no listener. */
        public Builder onLine(@Nullable Consumer<? super LineEvent> other) {
            onLine = other;
            return this;
        }

        /** Names of the entries of a caller's Reactor context that its command's log lines carry. Default: none. */
        public Builder logContext(List<String> other) {
            logContext = List.copyOf(other);
            return this;
        }

        /** Prefix of this connection's log lines. Default null: the transport's description. */
        public Builder name(@Nullable String other) {
            name = other;
            return this;
        }

        /**
         * The random source of the probes that prove that session and modem are in step, as {@link AtClient#random} says. Default
         * null: a {@link java.security.SecureRandom}.
         */
        public Builder random(@Nullable RandomGenerator other) {
            random = other;
            return this;
        }

        private static int atLeastOne(String what, int most) {
            if (most < 1) {
                throw new IllegalArgumentException("a limit of " + most + " " + what + " lets nothing through");
            }
            return most;
        }

        public AtOptions build() {
            return new AtOptions(this);
        }
    }
}
