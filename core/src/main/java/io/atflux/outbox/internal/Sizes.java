package io.atflux.outbox.internal;

import io.atflux.internal.time.Durations;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counted sizes of a store, and the bounds of its names and values. */
final class Sizes {

    /** One step removes at most this many expired entries, because it returns each with its payload. */
    static final int MOST_AT_ONCE = 256;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_OWNER = 1_000;
    private static final int LONGEST_VALUE = 10_000;
    private static final int MOST_PROPERTIES = 1_000;

    private Sizes() {}

    static long of(MqttMessage message) {
        return message.topic().getBytes(StandardCharsets.UTF_8).length + (long) message.payload().length;
    }

    static long of(OutboxEntry entry) {
        return of(entry.message());
    }

    /** The time to the millisecond, the resolution of a file. */
    static Instant now(OutboxOptions options) {
        return options.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static boolean isExpired(OutboxEntry entry, Instant now) {
        Instant expiresAt = entry.expiresAt();
        return entry.attempts() == 0 && expiresAt != null && !expiresAt.isAfter(now);
    }

    /**
     * Refuses text that has no UTF-8, or that C would read only in part, since it would be read back as another text.
     */
    static void message(OutboxMessage message) {
        whole("a topic", message.message().topic());
        whole("an id", message.id());
    }

    private static void whole(String what, String text) {
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw usage(what + " has a character that is no text: U+0000, or half of a surrogate pair");
        }
    }

    /** An id identifies one entry in the whole store. */
    static OutboxEntry sameOwner(String owner, OutboxEntry known) {
        if (!known.owner().equals(owner)) {
            throw usage("the id " + known.id() + " is that of an entry of another owner");
        }
        return known;
    }

    static long millis(Duration time) {
        return Durations.nanos(time) / 1_000_000;
    }

    static String owner(String name) {
        return bounded("an owner's name", name, LONGEST_OWNER);
    }

    static void property(Map<String, String> all, String name, @Nullable String value) {
        bounded("a property's name", name, LONGEST_NAME);
        if (value == null) {
            return;
        }
        if (value.length() > LONGEST_VALUE) {
            throw usage("a property has up to " + LONGEST_VALUE + " characters, and " + name + " would have "
                    + value.length());
        }
        whole("a property", value);
        if (!all.containsKey(name) && all.size() >= MOST_PROPERTIES) {
            throw usage("there are " + MOST_PROPERTIES + " properties already");
        }
    }

    private static String bounded(String what, String text, int most) {
        if (text.isEmpty() || text.length() > most) {
            throw usage(what + " has 1 to " + most + " characters, not " + text.length());
        }
        whole(what, text);
        return text;
    }

    static OutboxException usage(String message) {
        return new OutboxException(Reason.USAGE, message, null);
    }
}
