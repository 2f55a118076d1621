package io.atflux.link.internal.driver;

import io.atflux.link.ConnectedModule;
import io.atflux.link.Rung;
import io.atflux.modem.ApnMemory;
import io.atflux.modem.PinMemory;
import io.atflux.outbox.Outbox;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The state that a link keeps over a restart of its process, in the properties of its outbox: the times of budgeted rungs, the module's
 * clients that are its own, and notes about SIM cards. Without an outbox it keeps nothing. Confined to the link's mailbox.
 */
final class Memory {

    private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private final @Nullable Outbox store;
    private final String prefix;
    private final Consumer<Runnable> mailbox;
    private final Map<String, @Nullable String> saved = new HashMap<>();
    /** The properties that the store refused; saved again with the next event. */
    private final Set<String> refused = new HashSet<>();

    /**
     * @param line the line's description, since several links may share a store
     * @param mailbox the link's mailbox
     */
    Memory(@Nullable Outbox store, String line, Consumer<Runnable> mailbox) {
        this.store = store;
        this.mailbox = mailbox;
        this.prefix = "link " + line + " ";
    }

    /** The same module, which keeps its notes about cards here; without an outbox, for the life of the process. */
    ConnectedModule of(ConnectedModule module) {
        ApnMemory apns = store == null ? ApnMemory.none() : new StoredApns(store);
        PinMemory pins = store == null ? PinMemory.none() : new StoredPins(store);
        return ConnectedModule.of(module.session(), module.modem().remembering(apns, pins), module.clients());
    }

    /** All properties; empty if there is no store, or if it fails or is silent: the link then starts without earlier state. */
    Mono<Map<String, String>> load(Scheduler timer) {
        return store == null
                ? Mono.just(Map.of())
                : store.properties()
                        .timeout(LOAD_LIMIT, timer)
                        .doOnError(failure ->
                                LOG.warn("the state of the previous run cannot be read: {}", failure.getMessage()))
                        .onErrorReturn(Map.of())
                        .defaultIfEmpty(Map.of());
    }

    Map<Rung, List<Instant>> taken(Map<String, String> all) {
        Map<Rung, List<Instant>> taken = new EnumMap<>(Rung.class);
        for (Rung rung : Rung.values()) {
            List<Instant> stamps = stamps(all.get(prefix + rung));
            if (!stamps.isEmpty()) {
                taken.put(rung, stamps);
            }
        }
        return taken;
    }

    private static List<Instant> stamps(@Nullable String text) {
        List<Instant> stamps = new ArrayList<>();
        if (text != null && !text.isEmpty()) {
            for (String stamp : text.split(" ", -1)) {
                try {
                    stamps.add(Instant.parse(stamp));
                } catch (DateTimeException damaged) {
                    LOG.warn("an invalid time stamp is ignored: {}", damaged.getMessage());
                }
            }
        }
        return stamps;
    }

    @Nullable
    String slots(Map<String, String> all) {
        return all.get(prefix + "clients");
    }

    /** Saves the changes. */
    void keep(Map<Rung, List<Instant>> taken, @Nullable String slots) {
        if (store == null) {
            return;
        }
        for (Rung rung : Rung.values()) {
            List<Instant> stamps = taken.getOrDefault(rung, List.of());
            save(
                    prefix + rung,
                    stamps.isEmpty()
                            ? null
                            : String.join(
                                    " ", stamps.stream().map(String::valueOf).toList()));
        }
        save(prefix + "clients", slots);
    }

    private void save(String name, @Nullable String value) {
        Outbox kept = store;
        boolean again = refused.remove(name);
        if (kept == null || (!again && Objects.equals(saved.get(name), value))) {
            return;
        }
        saved.put(name, value);
        kept.save(name, value).subscribe(done -> {}, failure -> mailbox.accept(() -> refused(name, again, failure)));
    }

    private void refused(String name, boolean again, Throwable failure) {
        refused.add(name);
        LOG.atLevel(again ? Level.DEBUG : Level.WARN)
                .log("{} was not saved, and is saved again later: {}", name, failure.getMessage());
    }
}
