package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.MODEM_REFUSES;
import static io.atflux.link.LinkCause.SIM_BUSY;
import static io.atflux.link.LinkCause.SIM_FAILURE;
import static io.atflux.link.LinkCause.SIM_MISSING;
import static io.atflux.link.LinkCause.SIM_PIN_WANTED;
import static io.atflux.link.LinkCause.SIM_PIN_WRONG;
import static io.atflux.link.LinkCause.SIM_PUK_WANTED;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.modem.SimState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** AT+CPIN?, and AT+CIMI for later checks. A PIN is entered only if one was given. */
final class SimStep implements Step {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public List<String> needs() {
        return List.of("modem");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        return visit.asker
                .awaited("the SIM", settled(visit, visit.plan.patience().toSeconds()))
                .flatMap(check -> check.isFail()
                        ? Mono.just(check)
                        : visit.asker
                                .ask(visit.modem.imsi())
                                .doOnNext(imsi -> visit.imsi = imsi)
                                .thenReturn(check)
                                .onErrorResume(AtRejectedException.class, no -> Mono.just(check))
                                .onErrorResume(UnaskedException.class, none -> Mono.just(check)));
    }

    private Mono<Check> settled(Visit visit, long seconds) {
        return visit.asker
                .ask(visit.modem.simState())
                .flatMap(state -> judged(visit, state))
                .onErrorResume(AtRejectedException.class, no -> Mono.just(refused(no)))
                .flatMap(check -> mayPass(check) && visit.asker.isLive() && seconds > 0
                        ? Mono.delay(BETWEEN).then(settled(visit, seconds - 1))
                        : Mono.just(check));
    }

    private static boolean mayPass(Check check) {
        return check.causes().size() == 1
                && Set.of(SIM_BUSY, SIM_MISSING).contains(check.causes().get(0));
    }

    private Mono<Check> judged(Visit visit, SimState state) {
        Check check =
                switch (state.kind()) {
                    case READY -> Check.ok(name(), "ready");
                    case PIN -> Check.fail(name(), "the SIM wants its PIN", SIM_PIN_WANTED);
                    case PUK -> Check.fail(name(), "the PIN was wrong three times", SIM_PUK_WANTED);
                    case NOT_YET -> Check.fail(name(), "the SIM is not yet ready", SIM_BUSY);
                    default ->
                        Check.fail(name(), "the SIM wants another secret than its PIN", SIM_FAILURE)
                                .cure("Find out with the operator what locks this card, or lock it to no module.");
                };
        String pin = visit.plan.pin();
        return state.kind() == SimState.Kind.PIN && pin != null && visit.asker.isLive()
                ? enter(visit, pin)
                : Mono.just(check.said(state.kind() == SimState.Kind.READY ? null : "+CPIN: " + state.text()));
    }

    private Mono<Check> enter(Visit visit, String pin) {
        return visit.asker
                .act("the PIN", visit.modem.enterPin(pin))
                .thenReturn(Check.ok(name(), "ready, after its PIN was entered"))
                .onErrorResume(
                        AtRejectedException.class,
                        no -> Mono.just(Check.fail(name(), "the SIM does not take the PIN", SIM_PIN_WRONG)
                                .said(Troubles.said(no))));
    }

    private Check refused(AtException no) {
        Check check =
                switch (Troubles.code(no)) {
                    case 10 -> Check.fail(name(), "there is no SIM", SIM_MISSING);
                    case 11 -> Check.fail(name(), "the SIM wants its PIN", SIM_PIN_WANTED);
                    case 12 -> Check.fail(name(), "the PIN was wrong three times", SIM_PUK_WANTED);
                    case 13, 15 -> Check.fail(name(), "the SIM does not work", SIM_FAILURE);
                    case 14 -> Check.fail(name(), "the SIM is busy", SIM_BUSY);
                    case 16 -> Check.fail(name(), "a wrong PIN was entered", SIM_PIN_WRONG);
                    case -1 ->
                        Check.fail(
                                name(),
                                "the modem refuses, and does not say why",
                                SIM_MISSING,
                                SIM_PIN_WANTED,
                                SIM_FAILURE,
                                SIM_BUSY);
                    default -> Check.fail(name(), "the modem refuses the question", MODEM_REFUSES);
                };
        return check.said(Troubles.said(no));
    }
}
