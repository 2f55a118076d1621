package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkException;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A scripted link, which has only the methods that listening needs. */
final class StandInLink {

    private final Sinks.Many<LinkState> states = Sinks.many().replay().latest();
    private final Map<String, Sinks.Many<MqttMessage>> listeners = new ConcurrentHashMap<>();
    private volatile LinkState now =
            LinkState.builder(LinkPhase.CLOSED, Instant.EPOCH).build();

    MqttLink link() {
        return (MqttLink) Proxy.newProxyInstance(
                MqttLink.class.getClassLoader(),
                new Class<?>[] {MqttLink.class},
                (self, method, args) -> switch (method.getName()) {
                    case "start" -> start();
                    case "messages" -> listener((String) args[0]).asFlux();
                    case "states" -> states.asFlux();
                    case "state" -> now;
                    case "close" -> Mono.fromRunnable(() -> is(LinkPhase.CLOSED, LinkCause.CLOSED_BY_USER));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    void is(LinkPhase phase, @Nullable LinkCause cause) {
        LinkState.Builder state = LinkState.builder(phase, Instant.EPOCH);
        now = cause == null ? state.build() : state.cause(cause, Set.of(), null).build();
        states.tryEmitNext(now);
    }

    /** The messages of one filter's subscriber. */
    Sinks.Many<MqttMessage> listener(String filter) {
        return listeners.computeIfAbsent(filter, none -> Sinks.many().unicast().onBackpressureBuffer());
    }

    private Mono<Void> start() {
        return states.asFlux()
                .<LinkState>handle((state, sink) -> {
                    if (state.isReady()) {
                        sink.next(state);
                    } else if (state.phase() == LinkPhase.BLOCKED) {
                        sink.error(new LinkException(state));
                    }
                })
                .next()
                .then();
    }
}
