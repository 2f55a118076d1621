package io.atflux.modem;

import io.atflux.command.AtReply;
import java.util.OptionalInt;

/**
 * The answer to {@code AT+CSQ} (27.007 8.5).
 *
 * @param rssi 0 to 31, or 99 for unknown
 * @param errorRate 0 to 7, or 99 for unknown
 */
public record SignalQuality(int rssi, int errorRate) {

    /** Neither is known. */
    public static final SignalQuality UNKNOWN = new SignalQuality(99, 99);

    /**
     * Reads {@code +CSQ: 25,99}.
     *
     * @throws IllegalArgumentException where no such line came
     */
    public static SignalQuality from(AtReply reply) {
        var p = reply.parameters("+CSQ");
        return new SignalQuality(Replies.number(p, 0, "+CSQ"), p.number(1).orElse(99));
    }

    /** Received signal strength in dBm, -113 (or less) to -51 (or more); empty where it is unknown. */
    public OptionalInt dbm() {
        return rssi >= 0 && rssi <= 31 ? OptionalInt.of(-113 + 2 * rssi) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return rssi + "," + errorRate + (dbm().isPresent() ? " (" + dbm().getAsInt() + " dBm)" : " (unknown)");
    }
}
