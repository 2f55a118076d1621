package io.atflux.samples.gateway.dashboard;

import io.atflux.link.LinkPhase;
import io.atflux.samples.gateway.fleet.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as words. */
final class Words {

    private Words() {}

    static String phase(LinkPhase phase) {
        return switch (phase) {
            case CLOSED -> "Closed";
            case CONNECTING -> "Opening the line";
            case SYNCHRONISING -> "Finding the modem";
            case INITIALISING -> "Setting up the modem";
            case REGISTERING -> "Joining the network";
            case DIALLING -> "Asking for an address";
            case OPENING -> "Reaching the broker";
            case READY -> "Ready";
            case WAITING -> "Trying again";
            case BLOCKED -> "Needs you";
            case CLOSING -> "Closing";
        };
    }

    /** A cause's constant as words: {@code SIM_MISSING} as {@code SIM missing}. */
    static String constant(Enum<?> constant) {
        String words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        words = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return words.replaceAll("(?i)\\bsim\\b", "SIM")
                .replaceAll("(?i)\\bpin\\b", "PIN")
                .replaceAll("(?i)\\bpuk\\b", "PUK")
                .replaceAll("(?i)\\btls\\b", "TLS")
                .replaceAll("(?i)\\bapn\\b", "APN");
    }

    static String length(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }

    static @Nullable String length(@Nullable Outage outage) {
        Instant until = outage == null ? null : outage.until();
        return outage == null || until == null ? null : length(Duration.between(outage.from(), until));
    }

    /** From no bar to four: what an LTE module's RSSI allows. */
    static int bars(int dbm) {
        if (dbm >= -73) {
            return 4;
        }
        if (dbm >= -83) {
            return 3;
        }
        if (dbm >= -93) {
            return 2;
        }
        return dbm >= -107 ? 1 : 0;
    }
}
