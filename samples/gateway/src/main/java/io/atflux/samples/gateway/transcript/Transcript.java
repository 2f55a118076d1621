package io.atflux.samples.gateway.transcript;

import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.link.ConnectedModule;
import io.atflux.link.ModuleConnector;
import io.atflux.modem.StepProgress;
import io.atflux.mqtt.MqttMessage;
import io.atflux.observe.LineEvent;
import io.atflux.samples.gateway.transcript.TranscriptEntry.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The annotated traffic of one modem's line. The last entries are kept; each subscriber gets these, and then the new ones. A subscriber
 * that does not keep up loses the oldest of its queue, and is told how many.
 */
public final class Transcript {

    private static final int KEPT = 200;
    private static final int QUEUE = 512;

    private final Sinks.Many<TranscriptEntry> entries = Sinks.many().replay().limit(KEPT);

    /** For {@link io.atflux.AtClient#onLine}. */
    public void line(LineEvent event) {
        emit(Annotator.of(event));
    }

    /** For the module's listener of steps. */
    public void step(StepProgress progress) {
        emit(Annotator.of(progress));
    }

    /** The same connector; this transcript observes the events of each of its sessions. */
    public ModuleConnector listeningTo(ModuleConnector connector) {
        return new Listening(connector);
    }

    /** The last entries, and then the new ones; never completes. */
    public Flux<TranscriptEntry> entries() {
        return Flux.defer(() -> {
            AtomicLong lost = new AtomicLong();
            return entries.asFlux()
                    .onBackpressureBuffer(QUEUE, dropped -> lost.incrementAndGet(), BufferOverflowStrategy.DROP_OLDEST)
                    .concatMapIterable(entry -> told(entry, lost.getAndSet(0)), 1);
        });
    }

    private static Iterable<TranscriptEntry> told(TranscriptEntry entry, long lost) {
        return lost == 0 ? List.of(entry) : List.of(Annotator.note(Kind.DROPPED, lost + " lines dropped"), entry);
    }

    private void listenTo(AtSession session) {
        emit(Annotator.note(Kind.NOTE, "the line is open: " + session.name()));
        // Each command changes the state twice, and noise is told as a line.
        session.events()
                .filter(event -> !(event instanceof SessionEvent.StateChanged || event instanceof SessionEvent.Noise))
                .subscribe(event -> emit(Annotator.note(Kind.NOTE, event)), lost -> {});
    }

    private synchronized void emit(TranscriptEntry entry) {
        entries.tryEmitNext(entry);
    }

    private final class Listening implements ModuleConnector {

        private final ModuleConnector connector;

        Listening(ModuleConnector connector) {
            this.connector = connector;
        }

        @Override
        public Mono<ConnectedModule> connect(@Nullable AtSession former) {
            return connector.connect(former).doOnNext(module -> listenTo(module.session()));
        }

        @Override
        public int mqttClients() {
            return connector.mqttClients();
        }

        @Override
        public void check(MqttMessage message) {
            connector.check(message);
        }

        @Override
        public Scheduler timer() {
            return connector.timer();
        }

        @Override
        public String describe() {
            return connector.describe();
        }
    }
}
