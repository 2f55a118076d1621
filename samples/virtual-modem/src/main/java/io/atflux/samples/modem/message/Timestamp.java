package io.atflux.samples.modem.message;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time stamp of seven octets (3GPP 23.040 clause 9.2.3.11): pairs of swapped digits, the zone in quarters of an hour.
 */
public final class Timestamp {

    static final int OCTETS = 7;

    private Timestamp() {}

    /** The time stamp of an instant, in UTC. */
    static byte[] of(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        int[] values = {
            utc.getYear() % 100,
            utc.getMonthValue(),
            utc.getDayOfMonth(),
            utc.getHour(),
            utc.getMinute(),
            utc.getSecond(),
            0
        };
        byte[] octets = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            octets[i] = (byte) (values[i] % 10 << 4 | values[i] / 10);
        }
        return octets;
    }

    /** The time stamp in the form of 27.005's {@code <scts>}. */
    public static String text(byte[] octets) {
        int zone = octets[6];
        int quarters = (zone & 0x07) * 10 + (zone >> 4 & 0x0F);
        return pair(octets[0]) + "/" + pair(octets[1]) + "/" + pair(octets[2]) + "," + pair(octets[3]) + ":"
                + pair(octets[4]) + ":" + pair(octets[5])
                + String.format("%s%02d", (zone & 0x08) == 0 ? "+" : "-", quarters);
    }

    private static String pair(byte octet) {
        return Integer.toHexString(octet & 0x0F) + Integer.toHexString(octet >> 4 & 0x0F);
    }
}
