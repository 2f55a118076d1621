package io.atflux.samples.gateway.web;

import io.atflux.error.AtUsageException;
import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.publish.Fate;
import io.atflux.samples.gateway.publish.PublishRequest;
import io.atflux.samples.gateway.publish.Published;
import io.atflux.samples.gateway.publish.Publisher;
import io.atflux.urc.Overflow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Messages: out, and in. */
@RestController
@RequestMapping("/api/modems/{name}/messages")
final class MessageController {

    private final Fleet fleet;
    private final Publisher publisher;
    private final Streams streams;

    MessageController(Fleet fleet, Publisher publisher, Streams streams) {
        this.fleet = fleet;
        this.publisher = publisher;
        this.streams = streams;
    }

    /**
     * Publishes: 200 with the receipt if it is confirmed, 202 with the address of its fate if it waits in the outbox.
     *
     * @param prefer {@code respond-async}, or {@code wait=10} in seconds (RFC 7240), for messages that go to the outbox; 5 s otherwise
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> publish(
            @PathVariable String name,
            @RequestHeader(name = "Prefer", defaultValue = "wait=5") String prefer,
            @Valid @RequestBody PublishRequest request) {
        ManagedModem modem = fleet.require(name);
        return publisher
                .publish(modem, request, Preference.patience(prefer))
                .map(published -> answer(modem, published))
                .onErrorMap(AtUsageException.class, refused -> Problems.of("message", refused));
    }

    private static ResponseEntity<Object> answer(ManagedModem modem, Published published) {
        if (published.receipt() == null) {
            URI fate = URI.create("/api/modems/" + modem.name() + "/messages/" + published.id());
            return ResponseEntity.accepted().location(fate).body(new Queued(published.id()));
        }
        LinkState state = modem.link().state();
        if (!published.receipt().isConfirmed()) {
            throw Problems.of(published.receipt(), state);
        }
        return ResponseEntity.ok(Receipt.of(published.receipt()));
    }

    /** The fate of a message that went to the outbox. */
    @GetMapping("/{id}")
    Mono<Fate> fate(@PathVariable String name, @PathVariable String id) {
        return publisher
                .fate(fleet.require(name), id)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "Nothing is known of a message \"" + id + "\" of this modem.")));
    }

    /**
     * Messages as they come. A client that does not keep up loses some, and is told how many by an event {@code dropped}.
     *
     * @param filter a topic filter
     * @param queue how many wait for this client
     * @param overflow which of them go if there is no room; {@code ERROR} ends the stream
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> messages(
            @PathVariable String name,
            @RequestParam String filter,
            @RequestParam(defaultValue = "1") @Min(0) @Max(2) int qos,
            @RequestParam(defaultValue = "256") @Min(1) @Max(10_000) int queue,
            @RequestParam(defaultValue = "DROP_OLDEST") Overflow.Policy overflow) {
        ManagedModem modem = fleet.require(name);
        return streams.live(Flux.defer(() -> {
            AtomicLong lost = new AtomicLong();
            Overflow own = overflow(overflow, queue).counting(lost::addAndGet);
            return modem.link()
                    .messages(filter, Qos.values()[qos], own)
                    .concatMapIterable(message -> told(message, lost.getAndSet(0)), 1);
        }));
    }

    private static List<ServerSentEvent<Object>> told(MqttMessage message, long lost) {
        List<ServerSentEvent<Object>> events = new ArrayList<>(2);
        if (lost > 0) {
            events.add(Streams.event("dropped", new Dropped(lost)));
        }
        events.add(Streams.event("message", Received.of(message)));
        return events;
    }

    private static Overflow overflow(Overflow.Policy policy, int queue) {
        return switch (policy) {
            case DROP_OLDEST -> Overflow.dropOldest(queue);
            case DROP_NEWEST -> Overflow.dropNewest(queue);
            case ERROR -> Overflow.error(queue);
        };
    }

    /** The id of a message that waits. */
    record Queued(String id) {}

    /** The number of messages that are missing before the next one. */
    record Dropped(long messages) {}
}
