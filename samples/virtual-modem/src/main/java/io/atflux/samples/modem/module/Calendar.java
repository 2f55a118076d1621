package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** The module's date and time, in UTC, as AT+CCLK shows and sets it. */
public final class Calendar {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uu/MM/dd,HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Duration TOLERANCE = Duration.ofDays(1);
    private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Clock clock;
    private Duration offset = Duration.ZERO;

    /** A calendar in the state that the switches give it at power-up. */
    public Calendar(Switches switches, Clock clock) {
        this.clock = clock;
        if (switches.is(Switch.CALENDAR, "wrong")) {
            offset = Duration.between(trueTime(), EPOCH);
        }
    }

    /** Whether the date is plausible enough to check certificates against. */
    public boolean plausible() {
        return offset.abs().compareTo(TOLERANCE) < 0;
    }

    /** The time in the form of AT+CCLK, zone in quarters of an hour. */
    public String text() {
        return FORMAT.format(trueTime().plus(offset)) + "+00";
    }

    /** Sets a time in the form of AT+CCLK; false if the text is invalid. */
    public boolean set(String text) {
        if (!text.matches("\\d\\d/\\d\\d/\\d\\d,\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d)?")) {
            return false;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text.substring(0, 17), FORMAT);
            int quarters = text.length() > 17 ? Integer.parseInt(text.substring(17)) : 0;
            offset = Duration.between(trueTime(), local.minusMinutes(15L * quarters));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private LocalDateTime trueTime() {
        return LocalDateTime.ofInstant(clock.now(), ZoneOffset.UTC);
    }
}
