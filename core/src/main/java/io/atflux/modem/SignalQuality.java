package io.atflux.modem;

import io.atflux.command.AtReply;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The answer to {@code AT+CSQ} (27.007 8.5). Immutable. */
public final class SignalQuality {

    private final int rssi;
    private final int errorRate;

    private SignalQuality(int rssi, int errorRate) {
        this.rssi = rssi;
        this.errorRate = errorRate;
    }

    /**
     * A signal, for dialects and tests.
     *
     * @param rssi 0 to 31, or 99 for unknown
     * @param errorRate 0 to 7, or 99 for unknown
     */
    public static SignalQuality of(int rssi, int errorRate) {
        return new SignalQuality(rssi, errorRate);
    }

    /** The signal strength, 0 to 31, or 99 for unknown. */
    public int rssi() {
        return rssi;
    }

    /** The error rate, 0 to 7, or 99 for unknown. */
    public int errorRate() {
        return errorRate;
    }

    /** Both values unknown. */
    public static final SignalQuality UNKNOWN = new SignalQuality(99, 99);

    /**
     * Reads {@code +CSQ: 25,99}.
     *
     * @throws IllegalArgumentException if the reply has no such line
     */
    public static SignalQuality from(AtReply reply) {
        var p = reply.parameters("+CSQ");
        return new SignalQuality(Replies.number(p, 0, "+CSQ"), p.number(1).orElse(99));
    }

    /** Received signal strength in dBm, -113 (or less) to -51 (or more); empty if unknown. */
    public OptionalInt dbm() {
        return rssi >= 0 && rssi <= 31 ? OptionalInt.of(-113 + 2 * rssi) : OptionalInt.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignalQuality o && rssi == o.rssi && errorRate == o.errorRate;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rssi, errorRate);
    }

    @Override
    public String toString() {
        return rssi + "," + errorRate + (dbm().isPresent() ? " (" + dbm().getAsInt() + " dBm)" : " (unknown)");
    }
}
