package io.atflux.modem;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The user's settings for a modem. Immutable. */
public final class ModemOptions {

    private static final ModemOptions DEFAULTS = new Builder().build();

    private final ApnChoice apn;
    private final @Nullable SimPin pin;
    private final @Nullable List<Integer> searchOrder;
    private final @Nullable Boolean startNotices;
    private final Poll registration;

    private ModemOptions(Builder builder) {
        this.apn = builder.apn;
        this.pin = builder.pin;
        this.searchOrder = builder.searchOrder;
        this.startNotices = builder.startNotices;
        this.registration = builder.registration;
    }

    /**
     * The access point by the SIM, no PIN, the search order of the module's dialect, start-up notices unchanged, registration
     * every 2 s for 90 s.
     */
    public static ModemOptions defaults() {
        return DEFAULTS;
    }

    /** Starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. Copies share the one try of the PIN. */
    public Builder mutate() {
        Builder builder = new Builder();
        builder.apn = apn;
        builder.pin = pin;
        builder.searchOrder = searchOrder;
        builder.startNotices = startNotices;
        builder.registration = registration;
        return builder;
    }

    /** The access point, or the choice that finds it. */
    public ApnChoice apn() {
        return apn;
    }

    /** The SIM's PIN; null if the SIM needs none. */
    public @Nullable SimPin pin() {
        return pin;
    }

    /**
     * Radio technologies in the order of the search, by the module's own numbers; empty to keep the module's setting; null for
     * {@link ModemDialect#defaultSearchOrder()}.
     */
    public @Nullable List<Integer> searchOrder() {
        return searchOrder;
    }

    /** Whether the module reports its start; null to keep its setting. */
    public @Nullable Boolean startNotices() {
        return startNotices;
    }

    /** The pace and the limit of the registration queries. */
    public Poll registration() {
        return registration;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModemOptions o
                && apn.equals(o.apn)
                && Objects.equals(pin, o.pin)
                && Objects.equals(searchOrder, o.searchOrder)
                && Objects.equals(startNotices, o.startNotices)
                && registration.equals(o.registration);
    }

    @Override
    public int hashCode() {
        return Objects.hash(apn, pin, searchOrder, startNotices, registration);
    }

    /** Without the PIN, and without the password of the access point. */
    @Override
    public String toString() {
        return "ModemOptions[apn=" + apn + ", pin=" + pin + ", searchOrder=" + searchOrder + ", startNotices="
                + startNotices + ", registration=" + registration + "]";
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {

        private ApnChoice apn = Apn.byImsi();
        private @Nullable SimPin pin;
        private @Nullable List<Integer> searchOrder;
        private @Nullable Boolean startNotices;
        private Poll registration = Poll.of(Duration.ofSeconds(2), Duration.ofSeconds(90));

        private Builder() {}

        /** The access point, or another choice that finds it. */
        public Builder apn(ApnChoice choice) {
            apn = choice;
            return this;
        }

        /** The SIM's PIN; null for none. */
        public Builder pin(@Nullable SimPin other) {
            pin = other;
            return this;
        }

        /**
         * The search order, on the L610 one to three radio technologies.
         *
         * @param order the module's own numbers; empty to keep the module's setting, null for the default of its dialect
         */
        public Builder searchOrder(@Nullable List<Integer> order) {
            searchOrder = order == null ? null : List.copyOf(order);
            return this;
        }

        /** Start-up notices on, off, or unchanged (null). */
        public Builder startNotices(@Nullable Boolean on) {
            startNotices = on;
            return this;
        }

        /** The pace and the limit of the registration queries. */
        public Builder registration(Poll poll) {
            registration = poll;
            return this;
        }

        /** The options with these values. */
        public ModemOptions build() {
            return new ModemOptions(this);
        }
    }
}
