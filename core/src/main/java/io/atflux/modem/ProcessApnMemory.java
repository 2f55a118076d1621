package io.atflux.modem;

import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A bounded map: the card with the oldest access is dropped first. Thread-safe. */
final class ProcessApnMemory implements ApnMemory {

    private static final int MOST_CARDS = 1024;

    private final boolean unsaid;
    private final Map<Iccid, String> names = new LinkedHashMap<>(16, 0.75f, true);

    /** @param unsaid whether this is the default, so that another memory takes precedence */
    ProcessApnMemory(boolean unsaid) {
        this.unsaid = unsaid;
    }

    boolean isUnsaid() {
        return unsaid;
    }

    @Override
    public Mono<String> recall(Iccid card) {
        return Mono.fromSupplier(() -> {
            synchronized (names) {
                return names.get(card);
            }
        });
    }

    @Override
    public Mono<Void> remember(Iccid card, String apn) {
        return Mono.fromRunnable(() -> {
            synchronized (names) {
                names.put(card, apn);
                if (names.size() > MOST_CARDS) {
                    names.remove(names.keySet().iterator().next());
                }
            }
        });
    }
}
