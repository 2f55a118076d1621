package io.atflux.link;

/** The limits on the rates at which a fleet of links opens lines and connections. Immutable. */
public final class LinksOptions {

    private static final LinksOptions DEFAULTS = new Builder().build();

    private final int connectsPerSecond;
    private final int opensPerSecond;

    private LinksOptions(Builder builder) {
        connectsPerSecond = builder.connectsPerSecond;
        opensPerSecond = builder.opensPerSecond;
    }

    /** 50 lines a second, and 20 connections a second to each broker. */
    public static LinksOptions defaults() {
        return DEFAULTS;
    }

    /** Starts with {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder().connectsPerSecond(connectsPerSecond).opensPerSecond(opensPerSecond);
    }

    /** The number of lines that are opened per second. */
    public int connectsPerSecond() {
        return connectsPerSecond;
    }

    /** The number of MQTT connections that are opened per second to one broker. */
    public int opensPerSecond() {
        return opensPerSecond;
    }

    @Override
    public String toString() {
        return "LinksOptions[connectsPerSecond=" + connectsPerSecond + ", opensPerSecond=" + opensPerSecond + "]";
    }

    /** Collects the limits. Not thread-safe. */
    public static final class Builder {

        private static final int MOST = 100_000;

        private int connectsPerSecond = 50;
        private int opensPerSecond = 20;

        private Builder() {}

        /** The number of lines that are opened per second, 1 to 100,000. Default 50. */
        public Builder connectsPerSecond(int lines) {
            connectsPerSecond = within("lines", lines);
            return this;
        }

        /** The number of MQTT connections that are opened per second to one broker, 1 to 100,000. Default 20. */
        public Builder opensPerSecond(int connections) {
            opensPerSecond = within("connections", connections);
            return this;
        }

        private static int within(String what, int number) {
            if (number < 1 || number > MOST) {
                throw new IllegalArgumentException(number + " " + what + " a second are not within 1 to " + MOST);
            }
            return number;
        }

        /** The options with these values. */
        public LinksOptions build() {
            return new LinksOptions(this);
        }
    }
}
