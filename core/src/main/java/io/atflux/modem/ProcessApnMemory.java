package io.atflux.modem;

import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A bounded map: the card that was not asked for the longest is forgotten first. Thread-safe. */
final class ProcessApnMemory implements ApnMemory {

    private static final int MOST_CARDS = 1024;

    private final boolean unsaid;
    private final Map<Iccid, String> names = new LinkedHashMap<>(16, 0.75f, true);

    /** @param unsaid nobody chose it: whoever has a better one may use that */
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
