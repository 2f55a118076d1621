package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.error.AtUsageException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code AT+CCLK} (27.007 8.15): {@code yy/MM/dd,hh:mm:ss±zz}, the zone in quarters of an hour. */
public final class ModemClock {

    private static final Pattern FORM =
            Pattern.compile("(\\d\\d)/(\\d\\d)/(\\d\\d),(\\d\\d):(\\d\\d):(\\d\\d)(?:([+-])(\\d{1,2}))?");

    private ModemClock() {}

    /** Two-digit years from this one on belong to the last century: 1970 and 1980 are the years of clocks that were never set. */
    private static final int LAST_CENTURY = 70;

    /**
     * Reads {@code +CCLK: "26/07/20,06:51:36+00"}; without a zone it is taken as UTC. The years are 1970 to 2069.
     *
     * @throws IllegalArgumentException if the reply has no such line, or its text is not a time
     */
    public static OffsetDateTime from(AtReply reply) {
        String text = reply.parameters("+CCLK").text(0);
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("no time: " + text);
        }
        int quarters = m.group(8) == null ? 0 : number(m, 8);
        try {
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(("-".equals(m.group(7)) ? -900 : 900) * quarters);
            return OffsetDateTime.of(
                    year(number(m, 1)), number(m, 2), number(m, 3), number(m, 4), number(m, 5), number(m, 6), 0, zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time: " + text, e);
        }
    }

    private static int year(int digits) {
        return digits < LAST_CENTURY ? 2000 + digits : 1900 + digits;
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    /**
     * Formats a time for the modem.
     *
     * @throws AtUsageException for a year that two digits cannot express: before 1970, or after 2069
     */
    public static String format(OffsetDateTime time) {
        if (year(Math.floorMod(time.getYear(), 100)) != time.getYear()) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    "year " + time.getYear() + " is not within 1970 to 2069",
                    "AT+CCLK");
        }
        int quarters = time.getOffset().getTotalSeconds() / 900;
        return String.format(
                Locale.ROOT,
                "%02d/%02d/%02d,%02d:%02d:%02d%s%02d",
                time.getYear() % 100,
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                quarters < 0 ? "-" : "+",
                Math.abs(quarters));
    }
}
