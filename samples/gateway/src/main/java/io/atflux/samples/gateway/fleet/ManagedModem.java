package io.atflux.samples.gateway.fleet;

import io.atflux.link.ConnectedModule;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.modem.BearerState;
import io.atflux.modem.Operator;
import io.atflux.samples.gateway.config.ModemProperties;
import io.atflux.samples.gateway.transcript.Transcript;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A modem that the gateway owns: its link, and what is known of it. From any thread. */
public final class ManagedModem {

    private final String name;
    private final String line;
    private final String source;
    private final ModemProperties settings;
    private final MqttLink link;
    private final ModemWatch watch;
    private final Transcript transcript;
    private final Disposable asking;
    private volatile Operator operator = Operator.UNKNOWN;
    private volatile @Nullable String bearer;

    ManagedModem(
            String name,
            String line,
            String source,
            ModemProperties settings,
            MqttLink link,
            ModemWatch watch,
            Transcript transcript) {
        this.transcript = transcript;
        this.name = name;
        this.line = line;
        this.source = source;
        this.settings = settings;
        this.link = link;
        this.watch = watch;
        // A state that comes while the module is asked cancels that question.
        this.asking = link.states()
                .map(LinkState::isReady)
                .distinctUntilChanged()
                .switchMap(ready -> ready ? ask() : Mono.fromRunnable(this::forget))
                .subscribe();
    }

    /** The name that it is configured under, or registered with. */
    public String name() {
        return name;
    }

    /** Its configuration. */
    public ModemProperties settings() {
        return settings;
    }

    /** {@link Fleet#CONFIGURED}, or the listener that it dialled in to. */
    public String source() {
        return source;
    }

    /** Its link, which is kept as long as the modem is configured so. */
    public MqttLink link() {
        return link;
    }

    /** The module while its line is open. */
    public Optional<ConnectedModule> module() {
        return Optional.ofNullable(link.module());
    }

    /** The transcript of its line. */
    public Transcript transcript() {
        return transcript;
    }

    /** The last 500 changes of its state, the oldest first. */
    public List<StateChange> history() {
        return watch.chronicle.states();
    }

    /** The last 24 hours in which anything happened, minute by minute. */
    public List<Minute> minutes() {
        return watch.chronicle.minutes();
    }

    /** Grows with each change of {@link #view()}. */
    public long version() {
        return watch.version.get();
    }

    /** A snapshot of it. */
    public ModemView view() {
        LinkState state = link.state();
        LinkCause cause = state.cause();
        Operator network = operator;
        return new ModemView(
                name,
                line,
                settings.broker().address(),
                source,
                state.phase(),
                state.isReady(),
                ModemView.waitsForSomebody(cause),
                cause,
                cause == null ? null : cause.meaning(),
                cause == null ? null : cause.cure(),
                state.likely(),
                state.detail(),
                state.since(),
                state.nextAttemptAt(),
                state.attempt(),
                network.isKnown() ? network.name() : null,
                network.isKnown() ? network.technology().name() : null,
                watch.dbm,
                bearer,
                watch.in.get(),
                watch.out.get(),
                watch.failed.get(),
                watch.dropped.get(),
                watch.depth,
                watch.chronicle.outage());
    }

    private Mono<Void> ask() {
        return Mono.justOrEmpty(link.module())
                .flatMap(module -> module.modem()
                        .operator()
                        .doOnNext(found -> operator = found)
                        .then(module.modem().bearer())
                        .doOnNext(found -> bearer =
                                found instanceof BearerState.Up up ? up.bearer().text() : null))
                // The link notices if the module does not answer.
                .onErrorComplete()
                .then(Mono.fromRunnable(watch.version::incrementAndGet));
    }

    private void forget() {
        operator = Operator.UNKNOWN;
        bearer = null;
        watch.version.incrementAndGet();
    }

    void released() {
        asking.dispose();
    }
}
