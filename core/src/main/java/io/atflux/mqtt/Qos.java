package io.atflux.mqtt;

import io.atflux.error.AtUsageException;

/** Quality of service (MQTT 3.1.1, 4.3); some platforms have no level 2. */
public enum Qos {
    AT_MOST_ONCE,
    AT_LEAST_ONCE,
    EXACTLY_ONCE;

    private static final Qos[] ALL = values();

    /**
     * The level with a number.
     *
     * @throws AtUsageException for anything but 0, 1 and 2
     */
    public static Qos of(int level) {
        if (level < 0 || level > 2) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER, "QoS " + level + " is not within 0 to 2", null);
        }
        return ALL[level];
    }

    /** 0, 1 or 2. */
    public int level() {
        return ordinal();
    }
}
