package io.atflux.samples.gateway.publish;

import io.atflux.link.MqttLink;
import io.atflux.outbox.OutboxMessage;
import io.atflux.samples.gateway.fleet.ManagedModem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Publishes through the outbox if there is one, and directly otherwise. */
@Component
public final class Publisher {

    private final @Nullable Fates fates;

    Publisher(ObjectProvider<Fates> fates) {
        this.fates = fates.getIfAvailable();
    }

    /**
     * Publishes a message.
     *
     * @param patience how long its end is waited for, if it goes to the outbox
     * @return succeeds with its receipt, whatever that says, or with its id; errors as {@link MqttLink#publish} and
     *     {@link MqttLink#enqueue} do
     */
    public Mono<Published> publish(ManagedModem modem, PublishRequest request, Duration patience) {
        Fates memory = fates;
        if (memory == null) {
            return Mono.defer(() -> modem.link().publish(request.message()))
                    .map(receipt -> new Published(receipt.id(), receipt));
        }
        return Mono.defer(() -> queued(memory, modem, request.queued(), patience));
    }

    private static Mono<Published> queued(Fates memory, ManagedModem modem, OutboxMessage message, Duration patience) {
        String id = message.id();
        MqttLink link = modem.link();
        // Cached: the fate is written even if the subscriber stops waiting.
        Mono<Published> queued = link.enqueue(message)
                .flatMap(entry -> memory.accepted(modem.name(), entry))
                .thenReturn(new Published(id, null))
                .cache();
        if (patience.isZero()) {
            return queued;
        }
        // Subscribed to before the message is queued: its end may come at once.
        Mono<Published> ended = link.receipts()
                .filter(receipt -> receipt.id().equals(id))
                .next()
                .map(receipt -> new Published(id, receipt));
        return Mono.firstWithSignal(ended, queued.delayUntil(waits -> Mono.delay(patience)));
    }

    /** The fate of a queued message; empty if nothing is known of it. */
    public Mono<Fate> fate(ManagedModem modem, String id) {
        return fates == null ? Mono.empty() : fates.find(id, modem.name());
    }
}
