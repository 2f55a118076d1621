package io.atflux.samples.gateway.web;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;

/** Gives each stream of events a heart-beat, and ends it before the web server waits for it. */
@Component
public final class Streams implements SmartLifecycle {

    private static final Duration BEAT = Duration.ofSeconds(15);

    private volatile Sinks.Empty<Void> end = Sinks.empty();
    private volatile boolean running;

    /** The same events, one at a time as the client takes them, with a comment now and then, by which a lost client is noticed. */
    public <T> Flux<ServerSentEvent<T>> live(Flux<ServerSentEvent<T>> events) {
        ServerSentEvent<T> beat = ServerSentEvent.<T>builder().comment("alive").build();
        Flux<Signal<ServerSentEvent<T>>> beats =
                Flux.interval(BEAT).onBackpressureDrop().map(tick -> Signal.next(beat));
        return Flux.merge(Flux.just(events.materialize(), beats), 2, 1)
                .<ServerSentEvent<T>>dematerialize()
                .takeUntilOther(Mono.defer(() -> end.asMono()));
    }

    /** One event. */
    public static <T> ServerSentEvent<T> event(String name, T data) {
        return ServerSentEvent.<T>builder(data).event(name).build();
    }

    @Override
    public void start() {
        end = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        end.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start, and the first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
