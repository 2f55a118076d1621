package io.atflux.link.internal.driver;

import io.atflux.modem.Iccid;
import io.atflux.outbox.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One kind of note about SIM cards, in the properties of an outbox: {@code card ICCID KIND}, whose value is an increasing number and the
 * note. All links of an outbox share the notes, since a card may be moved to another module. Beyond the limit the oldest is removed.
 * Immutable.
 */
final class CardNotes {

    /** The limit for each kind, so that changing cards leave room for the links' own properties. */
    static final int MOST = 200;

    private static final String PREFIX = "card ";

    private final Outbox store;
    private final String suffix;

    CardNotes(Outbox store, String kind) {
        this.store = store;
        this.suffix = " " + kind;
    }

    Mono<String> recall(Iccid card) {
        return store.properties().flatMap(all -> Mono.justOrEmpty(note(all.get(name(card)))));
    }

    /** Saves a note; null removes it. Writes nothing if the note is unchanged. */
    Mono<Void> keep(Iccid card, @Nullable String note) {
        String name = name(card);
        return store.properties().flatMap(all -> {
            String before = all.get(name);
            if (note == null) {
                return before == null ? Mono.empty() : store.save(name, null);
            }
            return note.equals(note(before))
                    ? Mono.empty()
                    : Flux.fromIterable(tooMany(all, name))
                            .concatMap(old -> store.save(old, null), 1)
                            .then(store.save(name, next(all) + " " + note));
        });
    }

    private String name(Iccid card) {
        return PREFIX + card.digits() + suffix;
    }

    private static @Nullable String note(@Nullable String value) {
        int blank = value == null ? -1 : value.indexOf(' ');
        return value == null ? null : value.substring(blank + 1);
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value.substring(0, Math.max(0, value.indexOf(' '))));
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private boolean isOurs(String name) {
        return name.startsWith(PREFIX) && name.endsWith(suffix);
    }

    private long next(Map<String, String> all) {
        long last = 0;
        for (Map.Entry<String, String> each : all.entrySet()) {
            last = isOurs(each.getKey()) ? Math.max(last, number(each.getValue())) : last;
        }
        return last + 1;
    }

    /** The oldest notes, which must be removed to make room for one more. */
    private List<String> tooMany(Map<String, String> all, String name) {
        List<String> others = new ArrayList<>();
        for (String each : all.keySet()) {
            if (isOurs(each) && !each.equals(name)) {
                others.add(each);
            }
        }
        others.sort(Comparator.comparingLong(each -> number(all.getOrDefault(each, ""))));
        return others.subList(0, Math.max(0, others.size() - MOST + 1));
    }
}
