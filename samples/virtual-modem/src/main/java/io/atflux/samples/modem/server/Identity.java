package io.atflux.samples.modem.server;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;

/** Each of several modules is somebody else. */
final class Identity {

    private Identity() {}

    /** The switches of a module, from 0 on. */
    static Switches of(Switches switches, int module) {
        if (module == 0) {
            return switches;
        }
        long imsi = (Long.parseLong(switches.text(Switch.IMSI)) + module) % 1_000_000_000_000_000L;
        return switches.with(Switch.IMEI, imei(switches.text(Switch.IMEI), module))
                .with(Switch.IMSI, String.format("%015d", imsi));
    }

    /** The IMEI so many serial numbers further, with its check digit. */
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
