package io.atflux.link.internal.driver;

import io.atflux.internal.foreign.Foreign;
import io.atflux.link.LinkIdentity;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkObserverFactory;
import io.atflux.link.LinkOptions;
import io.atflux.link.Rung;
import io.atflux.link.internal.machine.Effect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The observers of one link. Their exceptions are contained and logged without a message, since they see payloads. Thread-safe, except
 * {@link #begins} and {@link #ends}.
 */
final class Observed {

    /** No observers. */
    static final Observed NONE = new Observed(List.of());

    private static final String WHO = "a link observer";

    private final List<LinkObserver> all;
    private @Nullable DepthWatch depths;

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

    /** The link begins; {@code owner} identifies its entries in the outbox. In the link's mailbox, as its end. */
    void begins(Outgoing.Client client, LinkOptions options, String owner) {
        Outbox outbox = options.outbox();
        if (outbox != null && !all.isEmpty()) {
            DepthWatch watch = new DepthWatch(
                    client, this, outbox, owner, options.recovery().checkEvery());
            depths = watch;
            watch.look();
        }
    }

    void ends() {
        DepthWatch watch = depths;
        if (watch != null) {
            watch.stop();
        }
    }

    /** Counts a publish from its subscription to its end. */
    <T> Mono<T> counted(Mono<T> publish) {
        return all.isEmpty()
                ? publish
                : publish.doFirst(() -> tell(observer -> observer.publishing(1)))
                        .doFinally(signal -> tell(observer -> observer.publishing(-1)));
    }

    /** For all events except messages. */
    void tell(Consumer<LinkObserver> what) {
        for (LinkObserver observer : all) {
            try {
                what.accept(observer);
            } catch (Throwable thrown) {
                Foreign.containReader(WHO, observer, thrown);
            }
        }
    }

    /** Reports a message, without an allocation. */
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
     * The rung to which a piece of work belongs; null for none.
     *
     * @param sound whether the client's connection had no fault, so that opening it is not a repair
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
