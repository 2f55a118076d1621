package io.atflux;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counters since the session's start. Immutable. */
public final class SessionStats {

    /** A private copy: never written again. */
    private final Builder values;

    private SessionStats(Builder given) {
        values = new Builder(given);
    }

    /** Starts from zero: for test doubles of a session. */
    public static Builder builder() {
        return new Builder();
    }

    /** Command lines written, probes included. */
    public long sent() {
        return values.sent;
    }

    /** Final results that came after their command had been given up. */
    public long lateReplies() {
        return values.lateReplies;
    }

    /** Settling result codes that came after their command had been given up. */
    public long lateUrcs() {
        return values.lateUrcs;
    }

    /** How many times the session had to resynchronise. */
    public long resyncs() {
        return values.resyncs;
    }

    /** Lines that were neither an answer nor a result code. */
    public long unclassified() {
        return values.unclassified;
    }

    /** Events that a subscriber's overflow policy dropped. */
    public long dropped() {
        return values.dropped;
    }

    /** Bytes that were not part of any line. */
    public long noiseBytes() {
        return values.noiseBytes;
    }

    /** Lines that were discarded for their length. */
    public long overlongLines() {
        return values.overlongLines;
    }

    /**
     * Texts that were cut. A cut text is delivered, if at all, as {@link io.atflux.line.AtLine#isCut cut}; a later line may
     * continue it.
     */
    public long cutTexts() {
        return values.cutTexts;
    }

    /** Commands that are waiting now. */
    public int queued() {
        return values.queued;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionStats stats && values.all().equals(stats.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "SessionStats" + values.all();
    }

    /** Collects counters. */
    public static final class Builder {

        private long sent;
        private long lateReplies;
        private long lateUrcs;
        private long resyncs;
        private long unclassified;
        private long dropped;
        private long noiseBytes;
        private long overlongLines;
        private long cutTexts;
        private int queued;

        private Builder() {}

        private Builder(Builder from) {
            sent = from.sent;
            lateReplies = from.lateReplies;
            lateUrcs = from.lateUrcs;
            resyncs = from.resyncs;
            unclassified = from.unclassified;
            dropped = from.dropped;
            noiseBytes = from.noiseBytes;
            overlongLines = from.overlongLines;
            cutTexts = from.cutTexts;
            queued = from.queued;
        }

        private Map<String, Number> all() {
            Map<String, Number> all = new LinkedHashMap<>();
            all.put("sent", sent);
            all.put("lateReplies", lateReplies);
            all.put("lateUrcs", lateUrcs);
            all.put("resyncs", resyncs);
            all.put("unclassified", unclassified);
            all.put("dropped", dropped);
            all.put("noiseBytes", noiseBytes);
            all.put("overlongLines", overlongLines);
            all.put("cutTexts", cutTexts);
            all.put("queued", queued);
            return all;
        }

        /** Command lines written, probes included. */
        public Builder sent(long count) {
            sent = count;
            return this;
        }

        /** Final results that came after their command had been given up. */
        public Builder lateReplies(long count) {
            lateReplies = count;
            return this;
        }

        /** Settling result codes that came after their command had been given up. */
        public Builder lateUrcs(long count) {
            lateUrcs = count;
            return this;
        }

        /** How many times the session had to resynchronise. */
        public Builder resyncs(long count) {
            resyncs = count;
            return this;
        }

        /** Lines that were neither an answer nor a result code. */
        public Builder unclassified(long count) {
            unclassified = count;
            return this;
        }

        /** Events that a subscriber's overflow policy dropped. */
        public Builder dropped(long count) {
            dropped = count;
            return this;
        }

        /** Bytes that were not part of any line. */
        public Builder noiseBytes(long count) {
            noiseBytes = count;
            return this;
        }

        /** Lines that were discarded for their length. */
        public Builder overlongLines(long count) {
            overlongLines = count;
            return this;
        }

        /**
         * Texts that were cut. A cut text is delivered, if at all, as {@link io.atflux.line.AtLine#isCut cut}; a later line may
         * continue it.
         */
        public Builder cutTexts(long count) {
            cutTexts = count;
            return this;
        }

        /** Commands that are waiting now. */
        public Builder queued(int count) {
            queued = count;
            return this;
        }

        public SessionStats build() {
            return new SessionStats(this);
        }
    }
}
