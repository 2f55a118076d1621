package io.atflux.link.internal.driver;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.link.ConnectedModule;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.PowerHook;
import io.atflux.link.internal.machine.Event.Result;
import io.atflux.link.internal.machine.Finding;
import io.atflux.link.internal.machine.LineWork;
import io.atflux.modem.Apn;
import io.atflux.modem.BearerState;
import io.atflux.modem.Initialisation;
import io.atflux.modem.Modem;
import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.TlsError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The flows of modem and MQTT client that make up each piece of work. */
final class Works {

    private static final Mono<Result> DONE = Mono.just(new Result.Done());
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final int ASK_TIMES = 5;
    private static final int ASK_TIMES_RECONNECTING = 60;

    private final LinkOptions options;
    private final Scheduler timer;
    private final Consumer<SignalQuality> signals;

    /** @param signals receives the signal strength */
    Works(LinkOptions options, Scheduler timer, Consumer<SignalQuality> signals) {
        this.options = options;
        this.timer = timer;
        this.signals = signals;
    }

    Mono<Result> synchronise(ConnectedModule module) {
        return module.modem().synchronise().then(DONE);
    }

    /**
     * Sets the module up. A bearer that is up with another access point than the wanted one is released. A bearer that carries another
     * program's client is left unchanged, and so are all settings.
     */
    Mono<Result> initialise(ConnectedModule module, Slots slots) {
        Modem modem = module.modem();
        Mono<Optional<Apn>> before = modem.bearer()
                .filter(BearerState.Up.class::isInstance)
                .flatMap(up -> modem.apn())
                .map(Optional::of)
                .onErrorReturn(AtRejectedException.class, Optional.empty())
                .defaultIfEmpty(Optional.empty());
        return unlessForeign(
                module,
                slots,
                before.flatMap(was -> modem.initialise().flatMap(now -> keepOrRelease(modem, was, now)))
                        .then(DONE));
    }

    /** Does work that would end another program's connection only if there is none, or if it may be taken over. */
    private Mono<Result> unlessForeign(ConnectedModule module, Slots slots, Mono<Result> work) {
        return options.takeOver()
                ? work
                : openOnes(module).flatMap(open -> slots.ours().containsAll(open) ? work : DONE);
    }

    private static Mono<Void> keepOrRelease(Modem modem, Optional<Apn> was, Initialisation now) {
        return was.isEmpty() || was.get().name().equalsIgnoreCase(now.apn().name()) ? Mono.empty() : modem.release();
    }

    /** Waits for the network. Without one, radio and signal show whether there can be any. */
    Mono<Result> register(ConnectedModule module) {
        Modem modem = module.modem();
        return modem.register().then(DONE).onErrorResume(AtException.class, failure -> {
            Finding finding = Diagnosis.of(LineWork.REGISTER, failure, false);
            return finding.cause() == LinkCause.SEARCHING
                    ? searching(modem, finding).map(Result.Failed::new)
                    : Mono.error(failure);
        });
    }

    private Mono<Finding> searching(Modem modem, Finding finding) {
        Mono<SignalQuality> signal = modem.signal()
                .onErrorReturn(AtRejectedException.class, SignalQuality.UNKNOWN)
                .doOnNext(signals);
        return isOn(modem).flatMap(on -> {
            if (!on) {
                return Mono.just(Finding.of(LinkCause.RADIO_OFF, finding.detail() + "; the radio is off"));
            }
            return signal.map(quality -> quality.dbm().isPresent()
                    ? finding
                    : Finding.of(LinkCause.NO_SIGNAL, finding.detail() + "; no signal (" + quality + ")"));
        });
    }

    /** A module that does not report its radio counts as on. */
    private static Mono<Boolean> isOn(Modem modem) {
        return modem.functionality().map(level -> !level.isRadioOff()).onErrorReturn(AtRejectedException.class, true);
    }

    /** A module whose radio is off answers a dial with minutes of silence, so the radio is checked first. */
    Mono<Result> dial(ConnectedModule module) {
        Modem modem = module.modem();
        return isOn(modem)
                .flatMap(on -> on
                        ? modem.dial().then(DONE)
                        : Mono.just(new Result.Failed(
                                Finding.of(LinkCause.RADIO_OFF, "AT+CFUN? reports that the radio is off"))));
    }

    Mono<Result> redial(ConnectedModule module, Slots slots) {
        Mono<Result> release = module.modem()
                .release()
                .onErrorResume(AtRejectedException.class, no -> Mono.empty())
                .then(DONE);
        return unlessForeign(module, slots, release).then(dial(module));
    }

    Mono<Result> radio(ConnectedModule module, Slots slots) {
        Mono<Result> cycle = module.modem()
                .radioOff()
                .onErrorResume(AtRejectedException.class, no -> Mono.empty())
                .then(module.modem().radioOn())
                .then(DONE);
        return unlessForeign(module, slots, cycle);
    }

    Mono<Result> reset(ConnectedModule module, Slots slots) {
        return unlessForeign(module, slots, module.modem().restart().then(DONE));
    }

    Mono<Result> power() {
        PowerHook hook = options.recovery().power();
        return hook == null ? DONE : Mono.defer(hook::cycle).then(DONE);
    }

    /**
     * Opens a client's connection. An open connection is kept if it is ours and sound, and closed if it is ours or may be taken over.
     * Otherwise it is left alone, and another free client is used until the own one is free again.
     */
    Mono<Result> open(ConnectedModule module, ClientDriver client, Slots slots, Set<Integer> wanted, boolean sound) {
        return openOnes(module).flatMap(open -> {
            slots.open(open);
            slots.moveBack(client.number, open, wanted);
            int slot = slots.slot(client.number);
            boolean isOpen = open.contains(slot);
            boolean mine = slots.isOurs(slot);
            if (isOpen && mine && sound) {
                return opened(slots, client);
            }
            boolean foreign = isOpen && !mine && !options.takeOver();
            if (foreign && !slots.moveToFree(client.number, open, wanted)) {
                // One damaged digit says the same, and this answer blocks the link for long.
                return isOpen(module.clients().get(slot - 1))
                        .flatMap(still ->
                                still ? Mono.just(somebodyElses(slot)) : open(module, client, slots, wanted, sound));
            }
            MqttClient mqtt = mqtt(module, slots, client.number);
            Mono<Void> free = closeAll(module, slots.strays(open, wanted))
                    .then(isOpen && !foreign ? mqtt.close() : Mono.<Void>empty());
            // Ours from the first attempt on, whatever its result.
            return free.then(Mono.defer(() -> {
                        slots.opened(mqtt.id());
                        return askForBuffer(mqtt, client).then(mqtt.open(client.broker()));
                    }))
                    .then(opened(slots, client))
                    .onErrorResume(AtException.class, Works::notOpened);
        });
    }

    private static Mono<Result> opened(Slots slots, ClientDriver client) {
        return Mono.fromSupplier(() -> new Result.Opened(slots.slot(client.number) != client.number));
    }

    private static Mono<Void> closeAll(ConnectedModule module, List<Integer> slots) {
        return Flux.fromIterable(slots)
                .concatMap(slot -> module.clients().get(slot - 1).close(), 1)
                .then();
    }

    /** Finds out whether messages can be read on demand, if the user chose that. */
    private Mono<Void> askForBuffer(MqttClient mqtt, ClientDriver client) {
        return options.onDemand()
                ? mqtt.canDeliverOnDemand().doOnNext(client::hasBuffer).then()
                : Mono.empty();
    }

    /** Over TLS the module reports a separate reason, more precise than its refusal. The open has read it. */
    private static Mono<Result> notOpened(AtException failure) {
        return Mono.justOrEmpty(failure.explanation(TlsError.class))
                .mapNotNull(reason -> Diagnosis.tls(reason, failure))
                .<Result>map(Result.Failed::new)
                .switchIfEmpty(Mono.error(failure));
    }

    private static MqttClient mqtt(ConnectedModule module, Slots slots, int link) {
        return module.clients().get(slots.slot(link) - 1);
    }

    /** All open clients, whichever program opened them. */
    private static Mono<Set<Integer>> openOnes(ConnectedModule module) {
        return Flux.fromIterable(module.clients())
                .filterWhen(Works::isOpen, 1)
                .map(MqttClient::id)
                .collect(() -> (Set<Integer>) new TreeSet<Integer>(), Set::add);
    }

    /** A module that cannot be queried counts as having none open. */
    private static Mono<Boolean> isOpen(MqttClient mqtt) {
        return mqtt.isOpen().onErrorReturn(AtRejectedException.class, false);
    }

    private static Result somebodyElses(int number) {
        return new Result.Failed(Finding.of(
                LinkCause.TAKEN_OVER,
                "MQTT client " + number + " is open, and this link did not open it: its owner is unknown"));
    }

    /** Polls whether the module has reconnected automatically, for a limited time. */
    Mono<Result> awaitReopen(MqttClient mqtt, boolean reconnects) {
        int times = reconnects ? ASK_TIMES_RECONNECTING : ASK_TIMES;
        return Flux.interval(ASK_EVERY, timer)
                .onBackpressureDrop()
                .take(times)
                .concatMap(tick -> isOpen(mqtt), 1)
                .filter(open -> open)
                .next()
                .defaultIfEmpty(false)
                .map(Result.Reopened::new);
    }

    Mono<Result> close(MqttClient mqtt) {
        return mqtt.close().then(DONE);
    }

    /** Queries the complete state of a ready module; the result names the links that use its open clients. */
    Mono<Result> check(ConnectedModule module, Slots slots) {
        Mono<Optional<Boolean>> bearer =
                module.modem().bearer().map(Works::isUp).onErrorReturn(AtRejectedException.class, Optional.empty());
        return bearer.flatMap(up -> Flux.fromIterable(module.clients())
                .concatMap(mqtt -> mqtt.isOpen().map(open -> open ? slots.link(mqtt.id()) : 0), 1)
                .collect(() -> (Set<Integer>) new TreeSet<Integer>(), Set::add)
                .map(Optional::of)
                .onErrorReturn(AtRejectedException.class, Optional.empty())
                .flatMap(open ->
                        observeSignal(module).thenReturn(new Result.Checked(up.orElse(null), open.orElse(null)))));
    }

    /** Only with observers. A failed query proves nothing. */
    private Mono<Void> observeSignal(ConnectedModule module) {
        return options.observers().isEmpty()
                ? Mono.empty()
                : module.modem()
                        .signal()
                        .doOnNext(signals)
                        .onErrorComplete(AtException.class)
                        .then();
    }

    private static Optional<Boolean> isUp(BearerState state) {
        return state instanceof BearerState.Busy ? Optional.empty() : Optional.of(state instanceof BearerState.Up);
    }

    /** Closes our clients and the line; a client that does not answer is left. */
    Mono<Result> tearDown(ConnectedModule module, Set<Integer> ours) {
        return Flux.fromIterable(ours)
                .concatMap(
                        number -> module.clients()
                                .get(number - 1)
                                .close()
                                .timeout(Duration.ofSeconds(8), Mono.empty(), timer)
                                .onErrorComplete(),
                        1)
                .then(module.session().close())
                .then(DONE);
    }
}
