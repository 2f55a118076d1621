package io.atflux.samples.modem.server;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.math.BigInteger;

/** Gives each of several modules a distinct identity. */
final class Identity {

    private Identity() {}

    /** The switches of a module, numbered from 0. */
    static Switches of(Switches switches, int module) {
        if (module == 0) {
            return switches;
        }
        long imsi = (Long.parseLong(switches.text(Switch.IMSI)) + module) % 1_000_000_000_000_000L;
        String number = switches.text(Switch.NUMBER);
        return switches.with(Switch.NUMBER, further(number, module))
                .with(Switch.IMEI, imei(switches.text(Switch.IMEI), module))
                .with(Switch.IMSI, String.format("%015d", imsi))
                .with(Switch.ICCID, further(switches.text(Switch.ICCID), module));
    }

    /** The number increased by {@code further}, with the same count of digits. */
    private static String further(String number, int further) {
        String sign = number.startsWith("+") ? "+" : "";
        String digits = number.substring(sign.length());
        BigInteger next =
                new BigInteger(digits).add(BigInteger.valueOf(further)).mod(BigInteger.TEN.pow(digits.length()));
        return sign + "0".repeat(digits.length() - next.toString().length()) + next;
    }

    /** The IMEI whose serial number is increased by {@code further}, with its check digit. */
    private static String imei(String first, int further) {
        String digits =
                String.format("%014d", (Long.parseLong(first.substring(0, 14)) + further) % 100_000_000_000_000L);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(i) - '0') * (i % 2 + 1);
            sum += digit / 10 + digit % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
