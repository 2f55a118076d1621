package io.atflux.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a link goes to repair a failure that persists: how often it takes each {@link Rung} of the ladder. Attempts are counted
 * until the link was ready for the stable time; the hourly budgets are sliding windows that are never reset. Immutable.
 *
 * <pre>
 * re-open 3 times → re-dial 2 times → radio off and on, 2 an hour → restart, 0 an hour → the user's power hook, 0 an hour
 * </pre>
 */
public final class Recovery {

    private static final Recovery DEFAULTS = new Builder().build();

    private final int reopens;
    private final int redials;
    private final int radioCyclesPerHour;
    private final int resetsPerHour;
    private final int powerCyclesPerHour;
    private final @Nullable PowerHook power;
    private final Duration stable;
    private final Duration lookAgain;
    private final Duration checkEvery;

    private Recovery(Builder builder) {
        reopens = builder.reopens;
        redials = builder.redials;
        radioCyclesPerHour = builder.radioCyclesPerHour;
        resetsPerHour = builder.resetsPerHour;
        powerCyclesPerHour = builder.power == null ? 0 : builder.powerCyclesPerHour;
        power = builder.power;
        stable = builder.stable;
        lookAgain = builder.lookAgain;
        checkEvery = builder.checkEvery;
    }

    /** Three re-opens, two re-dials and two radio cycles an hour; no restarts and no power cycles; stable after 10 min. */
    public static Recovery defaults() {
        return DEFAULTS;
    }

    /** Starts with {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        Builder copy = new Builder()
                .reopens(reopens)
                .redials(redials)
                .radioCyclesPerHour(radioCyclesPerHour)
                .resetsPerHour(resetsPerHour)
                .stable(stable)
                .lookAgain(lookAgain)
                .checkEvery(checkEvery);
        return power == null ? copy : copy.power(power, powerCyclesPerHour);
    }

    /** The number of reconnections to the broker before the IP address is renewed. */
    public int reopens() {
        return reopens;
    }

    /** The number of new requests for an IP address before the radio is switched off and on. */
    public int redials() {
        return redials;
    }

    /** The number of radio cycles (off and on) per hour. */
    public int radioCyclesPerHour() {
        return radioCyclesPerHour;
    }

    /** The number of restarts of the module by command per hour. */
    public int resetsPerHour() {
        return resetsPerHour;
    }

    /** The number of calls of the power hook per hour; 0 without a hook. */
    public int powerCyclesPerHour() {
        return powerCyclesPerHour;
    }

    /** The hook that switches the modem's power off and on; null for none. */
    public @Nullable PowerHook power() {
        return power;
    }

    /** The time for which a link must be ready before its earlier failures are cleared. */
    public Duration stable() {
        return stable;
    }

    /** The retry interval for a cause that needs a human. */
    public Duration lookAgain() {
        return lookAgain;
    }

    /** The interval of the checks that a ready module is still online. */
    public Duration checkEvery() {
        return checkEvery;
    }

    @Override
    public String toString() {
        return "Recovery[reopens=" + reopens + ", redials=" + redials + ", radioCyclesPerHour=" + radioCyclesPerHour
                + ", resetsPerHour=" + resetsPerHour + ", powerCyclesPerHour=" + powerCyclesPerHour + ", stable="
                + stable + ", lookAgain=" + lookAgain + ", checkEvery=" + checkEvery + "]";
    }

    /** Collects the limits. Not thread-safe. */
    public static final class Builder {

        private static final int MOST_PER_HOUR = 60;

        private int reopens = 3;
        private int redials = 2;
        private int radioCyclesPerHour = 2;
        private int resetsPerHour;
        private int powerCyclesPerHour;
        private @Nullable PowerHook power;
        private Duration stable = Duration.ofMinutes(10);
        private Duration lookAgain = Duration.ofMinutes(10);
        private Duration checkEvery = Duration.ofMinutes(1);

        private Builder() {}

        /** The number of reconnections to the broker before the IP address is renewed: 0 to 1,000. Default 3. */
        public Builder reopens(int times) {
            reopens = within("re-opens", times, 1_000);
            return this;
        }

        /** The number of new requests for an IP address before the radio is switched off and on: 0 to 1,000. Default 2. */
        public Builder redials(int times) {
            redials = within("re-dials", times, 1_000);
            return this;
        }

        /** The number of radio cycles (off and on) per hour: 0 (never) to 60. Default 2. */
        public Builder radioCyclesPerHour(int times) {
            radioCyclesPerHour = within("radio cycles an hour", times, MOST_PER_HOUR);
            return this;
        }

        /** The number of restarts of the module by command per hour: 0 (never, the default) to 60. */
        public Builder resetsPerHour(int times) {
            resetsPerHour = within("restarts an hour", times, MOST_PER_HOUR);
            return this;
        }

        /**
         * The hook that switches the modem's power off and on. Default: none.
         *
         * @param timesPerHour 1 to 60
         */
        public Builder power(PowerHook hook, int timesPerHour) {
            if (timesPerHour < 1) {
                throw new IllegalArgumentException("a power hook must be called at least once an hour");
            }
            power = hook;
            powerCyclesPerHour = within("power cycles an hour", timesPerHour, MOST_PER_HOUR);
            return this;
        }

        /** The time for which a link must be ready before its earlier failures are cleared: 1 s to 1 day. Default 10 min. */
        public Builder stable(Duration time) {
            stable = time("stable time", time);
            return this;
        }

        /** The retry interval for a cause that needs a human: 1 s to 1 day. Default 10 min. */
        public Builder lookAgain(Duration pace) {
            lookAgain = time("pace of looking again", pace);
            return this;
        }

        /** The interval of the checks that a ready module is still online: 1 s to 1 day. Default 1 min. */
        public Builder checkEvery(Duration pace) {
            checkEvery = time("pace of checks", pace);
            return this;
        }

        private static int within(String what, int times, int most) {
            if (times < 0 || times > most) {
                throw new IllegalArgumentException(times + " " + what + " are not within 0 to " + most);
            }
            return times;
        }

        private static Duration time(String what, Duration time) {
            if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("a " + what + " of " + time + " is not within 1 s to 1 day");
            }
            return time;
        }

        /** The limits. */
        public Recovery build() {
            return new Recovery(this);
        }
    }
}
