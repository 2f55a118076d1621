package io.atflux.link.internal.driver;

import io.atflux.internal.foreign.Foreign;
import io.atflux.link.LinkIdentity;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkObserverFactory;
import io.atflux.link.Rung;
import io.atflux.link.internal.machine.Effect;
import io.atflux.mqtt.MqttMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The observers of one link. What they throw stays here, without its words: they see payloads. Thread-safe. */
final class Observed {

    /** Nobody observes. */
    static final Observed NONE = new Observed(List.of());

    private static final String WHO = "a link observer";

    private final List<LinkObserver> all;

    private Observed(List<LinkObserver> all) {
        this.all = all;
    }

    static Observed by(List<LinkObserverFactory> factories, LinkIdentity link) {
        List<LinkObserver> all = new ArrayList<>();
        for (LinkObserverFactory factory : factories) {
            all.add(Foreign.<LinkIdentity, LinkObserver>ask(
                    "a factory of link observers", factory::observer, link, LinkObserver.NONE));
        }
        all.removeIf(observer -> observer == LinkObserver.NONE);
        return all.isEmpty() ? NONE : new Observed(List.copyOf(all));
    }

    boolean isObserved() {
        return !all.isEmpty();
    }

    /** For all but messages. */
    void tell(Consumer<LinkObserver> what) {
        for (LinkObserver observer : all) {
            try {
                what.accept(observer);
            } catch (Throwable thrown) {
                Foreign.containReader(WHO, observer, thrown);
            }
        }
    }

    /** A message: nothing is allocated for it. */
    void received(MqttMessage message) {
        for (int i = 0; i < all.size(); i++) {
            LinkObserver observer = all.get(i);
            try {
                observer.received(message);
            } catch (Throwable thrown) {
                Foreign.containReader(WHO, observer, thrown);
            }
        }
    }

    /**
     * The rung that a piece of work is of; null for none.
     *
     * @param sound whether nothing was wrong with the client's connection, so that opening it mends nothing
     */
    static @Nullable Rung rung(Effect.Begin begin, boolean sound) {
        return switch (begin.work()) {
            case OPEN -> sound ? null : Rung.REOPEN;
            case REDIAL -> Rung.REDIAL;
            case RADIO -> Rung.RADIO;
            case RESET -> Rung.RESET;
            case POWER -> Rung.POWER;
            default -> null;
        };
    }
}
