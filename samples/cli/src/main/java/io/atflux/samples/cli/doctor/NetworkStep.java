package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.MODEM_REFUSES;
import static io.atflux.link.LinkCause.NO_SIGNAL;
import static io.atflux.link.LinkCause.RADIO_OFF;
import static io.atflux.link.LinkCause.REGISTRATION_DENIED;
import static io.atflux.link.LinkCause.SEARCHING;

import io.atflux.command.AtCommand;
import io.atflux.error.AtRejectedException;
import io.atflux.modem.Functionality;
import io.atflux.modem.Registration;
import io.atflux.modem.Registration.Domain;
import io.atflux.modem.SignalQuality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** AT+CFUN?, the three registrations, and AT+CSQ. The radio is not switched. */
final class NetworkStep implements Step {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final List<Domain> DOMAINS = List.of(Domain.PACKET, Domain.LTE, Domain.CIRCUIT);
    /** Below this, -93 dBm, GSM and LTE work, but not well. */
    private static final int WEAK = 10;

    /** The modem's state at one time. */
    private record View(List<Registration> registrations, Optional<SignalQuality> signal) {

        boolean is(Registration.Status status) {
            return registrations.stream().anyMatch(each -> each.status() == status);
        }

        boolean isRegistered() {
            return registrations.stream().anyMatch(Registration::isRegistered);
        }

        boolean isDark() {
            return signal.isPresent() && signal.get().dbm().isEmpty();
        }

        String words() {
            return String.join(
                            ", ",
                            registrations.stream().map(Registration::toString).toList())
                    + signal.map(quality -> ", +CSQ " + quality).orElse("");
        }
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public List<String> needs() {
        return List.of("sim");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        return optional(visit, visit.modem.functionality()).flatMap(level -> level.filter(now -> !now.isFull())
                .map(off -> Mono.just(radioOff(off)))
                .orElseGet(() -> visit.asker
                        .awaited(
                                "the network", look(visit, visit.plan.patience().toSeconds()))
                        .map(this::judged)));
    }

    private static <R> Mono<Optional<R>> optional(Visit visit, AtCommand<R> question) {
        return visit.asker
                .ask(question)
                .map(Optional::of)
                .onErrorResume(AtRejectedException.class, no -> Mono.just(Optional.empty()))
                .onErrorResume(UnaskedException.class, none -> Mono.just(Optional.empty()));
    }

    private Check radioOff(Functionality level) {
        return Check.fail(name(), "the radio is off", RADIO_OFF)
                .said("+CFUN: " + level.level())
                .cure(
                        "Switch the radio on by AT+CFUN=1, as a link does. If it does not stay on, find who switches it off.");
    }

    private Mono<View> look(Visit visit, long seconds) {
        return registrations(visit)
                .zipWhen(found -> optional(visit, visit.modem.signal()))
                .map(both -> new View(both.getT1(), both.getT2()))
                .flatMap(view -> mayPass(view) && visit.asker.isLive() && seconds > 0
                        ? Mono.delay(BETWEEN).then(look(visit, seconds - 1))
                        : Mono.just(view));
    }

    /** The registrations that the modem tells; errors if a recording has none of them and lacks a question. */
    private static Mono<List<Registration>> registrations(Visit visit) {
        AtomicReference<@Nullable UnaskedException> unasked = new AtomicReference<>();
        return Flux.fromIterable(DOMAINS)
                .concatMap(
                        domain -> visit.asker
                                .ask(visit.modem.registration(domain))
                                .onErrorResume(AtRejectedException.class, no -> Mono.empty())
                                .onErrorResume(UnaskedException.class, none -> {
                                    unasked.compareAndSet(null, none);
                                    return Mono.empty();
                                }),
                        1)
                .collectList()
                .flatMap(told -> {
                    UnaskedException none = unasked.get();
                    return told.isEmpty() && none != null ? Mono.error(none) : Mono.just(told);
                });
    }

    private static boolean mayPass(View view) {
        return !view.registrations().isEmpty() && !view.isRegistered() && !view.is(Registration.Status.DENIED);
    }

    private Check judged(View view) {
        if (view.registrations().isEmpty()) {
            return Check.fail(name(), "the modem tells nothing about its registration", MODEM_REFUSES);
        }
        return (view.isRegistered() ? registered(view) : unregistered(view)).said(view.words());
    }

    private Check registered(View view) {
        List<String> doubts = new ArrayList<>();
        List<String> cures = new ArrayList<>();
        if (view.is(Registration.Status.ROAMING) && !view.is(Registration.Status.HOME)) {
            doubts.add("it roams");
            cures.add("Ask the operator what data costs abroad, and whether the SIM may roam for good.");
        }
        if (view.signal().filter(signal -> signal.rssi() < WEAK).isPresent() || view.isDark()) {
            doubts.add("the signal is weak");
            cures.add(NO_SIGNAL.cure());
        }
        return doubts.isEmpty()
                ? Check.ok(name(), "registered")
                : Check.warn(name(), null, "registered, but " + String.join(" and ", doubts), String.join(" ", cures));
    }

    private Check unregistered(View view) {
        if (view.is(Registration.Status.DENIED) || view.is(Registration.Status.EMERGENCY_ONLY)) {
            return Check.fail(name(), "the network denies the SIM", REGISTRATION_DENIED);
        }
        if (view.isDark()) {
            return Check.fail(name(), "no network is received", NO_SIGNAL);
        }
        if (view.is(Registration.Status.SEARCHING)) {
            return Check.fail(name(), "the modem searches, and finds no network that takes it", SEARCHING);
        }
        return Check.fail(name(), "the modem is not registered", SEARCHING, NO_SIGNAL, REGISTRATION_DENIED);
    }
}
