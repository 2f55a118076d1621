package io.atflux.simulation;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads a session's private state, to compare it with the bounds: no public method reports it. */
final class Inside {

    private static final Map<Class<?>, Map<String, Field>> FIELDS = new ConcurrentHashMap<>();

    private final Object queue;
    private final Object owed;
    private final Collection<?> effects;
    private final Object live;
    private final Object deadlines;
    private final Object hub;
    private final Object core;

    Inside(Object session) {
        core = field(session, "core");
        Object given = field(core, "given");
        queue = field(field(core, "turns"), "queue");
        owed = field(core, "owed");
        effects = collection(field(field(core, "settlements"), "pending"), "pending");
        live = field(core, "live");
        deadlines = field(field(given, "deadlines"), "active");
        Object events = field(given, "events");
        hub = field(events, "all");
    }

    private static Collection<?> collection(Object of, String name) {
        return (Collection<?>) field(of, name);
    }

    int queued() {
        Object active = find(queue, "active");
        return collection(queue, "control").size()
                + collection(queue, "normal").size()
                + (active == null ? 0 : collection(active, "queue").size());
    }

    boolean turnRuns() {
        return find(queue, "active") != null;
    }

    int owed() {
        return collection(owed, "seats").size();
    }

    int effects() {
        return effects.size();
    }

    /** Commands between two attempts. */
    int paused() {
        int paused = 0;
        for (Object next = find(live, "first"); next != null; next = find(next, "after")) {
            String state = next.getClass().getSimpleName().equals("Operation") ? state(next) : "";
            paused += state.equals("PAUSED") || state.equals("RECHECKING") ? 1 : 0;
        }
        return paused;
    }

    /** Whether a caller waits for an end. */
    boolean hasLive() {
        return find(live, "first") != null;
    }

    int deadlines() {
        return (int) field(deadlines, "size");
    }

    boolean hasSeat() {
        return find(field(core, "flight"), "seat") != null;
    }

    /** The longest queue of all subscribers. */
    int longestHubQueue() {
        int longest = 0;
        for (Object inner : collection(hub, "inners")) {
            longest = Math.max(longest, collection(inner, "queue").size());
        }
        return longest;
    }

    /** The state of a subscription's command. */
    static String state(Object operation) {
        return field(operation, "state").toString();
    }

    private static Object field(Object of, String name) {
        Object value = find(of, name);
        if (value == null) {
            throw new IllegalStateException(of.getClass().getSimpleName() + "." + name + " is null");
        }
        return value;
    }

    private static @Nullable Object find(Object of, String name) {
        Field field = FIELDS.computeIfAbsent(of.getClass(), c -> new ConcurrentHashMap<>())
                .computeIfAbsent(name, n -> accessible(of.getClass(), n));
        try {
            return field.get(of);
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static Field accessible(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException renamed) {
            Class<?> above = type.getSuperclass();
            if (above == null) {
                throw new IllegalStateException(renamed);
            }
            return accessible(above, name);
        }
    }
}
