package io.atflux.samples.gateway.doctor;

import static io.atflux.samples.gateway.doctor.Check.Result.FAIL;
import static io.atflux.samples.gateway.doctor.Check.Result.UNKNOWN;
import static io.atflux.samples.gateway.doctor.Check.Result.WARN;

import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.modem.BearerState;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.Registration;
import io.atflux.modem.SignalQuality;
import io.atflux.modem.SimState;
import io.atflux.samples.gateway.fleet.ManagedModem;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks a modem for its own state, from the line to the broker, and changes nothing. The link goes on meanwhile. */
@Component
public final class Doctor {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOCK = Duration.ofHours(24);
    private static final int WEAK = -100;

    private final L610Commands commands = L610Commands.of(L610Profile.defaults());

    /** Emits each check as it ends; never errors. */
    public Flux<Check> examine(ManagedModem modem) {
        return Flux.defer(() -> modem.module()
                .map(module -> Flux.concat(Flux.just(Check.ok("line", "open: " + module)), asked(module.session())))
                .orElseGet(() -> Flux.just(line(modem.link().state())))
                .concatWith(Mono.fromSupplier(() -> link(modem.link().state()))));
    }

    private Flux<Check> asked(AtSession session) {
        ModemDialect modem = commands.modem();
        return Flux.concat(
                ask("SIM", session, modem.simState(), Doctor::sim, Doctor::refusedSim),
                ask("signal", session, modem.signal(), Doctor::signal),
                ask("network", session, modem.registration(Registration.Domain.LTE), Doctor::network),
                ask(
                        "operator",
                        session,
                        modem.operator(),
                        found -> found.isKnown()
                                ? Check.ok("operator", found.toString())
                                : new Check("operator", WARN, "the module names none", LinkCause.SEARCHING.cure())),
                ask("bearer", session, modem.bearerState(), Doctor::bearer),
                ask("clock", session, modem.clock(), Doctor::clock),
                ask("clients", session, commands.mqtt().openClients(), open -> Check.ok("clients", "open: " + open)));
    }

    private static <R> Mono<Check> ask(
            String name, AtSession session, AtCommand<R> question, Function<? super R, Check> judge) {
        return ask(name, session, question, judge, no -> unknown(name, no));
    }

    private static Check unknown(String name, AtException no) {
        return new Check(name, UNKNOWN, "the modem does not say: " + no.getMessage(), null);
    }

    private static <R> Mono<Check> ask(
            String name,
            AtSession session,
            AtCommand<R> question,
            Function<? super R, Check> judge,
            Function<AtRejectedException, Check> refusal) {
        return session.send(question.retry(RetryRule.never()))
                .contextWrite(AtDeadline.within(PATIENCE))
                .map(judge)
                .onErrorResume(AtRejectedException.class, no -> Mono.just(refusal.apply(no)))
                .onErrorResume(AtException.class, no -> Mono.just(unknown(name, no)));
    }

    private static Check line(LinkState state) {
        LinkCause cause = state.cause();
        return new Check(
                "line", FAIL, cause == null ? "not open" : cause.meaning(), cause == null ? null : cause.cure());
    }

    private static Check sim(SimState sim) {
        return switch (sim.kind()) {
            case READY -> Check.ok("SIM", sim.text());
            case PIN -> new Check("SIM", FAIL, sim.text(), LinkCause.SIM_PIN_WANTED.cure());
            case PUK -> new Check("SIM", FAIL, sim.text(), LinkCause.SIM_PUK_WANTED.cure());
            case NOT_YET -> new Check("SIM", WARN, sim.text(), LinkCause.SIM_BUSY.cure());
            case OTHER -> new Check("SIM", FAIL, sim.text(), LinkCause.SIM_FAILURE.cure());
        };
    }

    /** The card's own errors (27.007 9.2.1). */
    private static Check refusedSim(AtRejectedException no) {
        LinkCause cause =
                switch (no.code().orElse(0)) {
                    case 10 -> LinkCause.SIM_MISSING;
                    case 13, 15 -> LinkCause.SIM_FAILURE;
                    default -> null;
                };
        return cause == null ? unknown("SIM", no) : new Check("SIM", FAIL, cause.meaning(), cause.cure());
    }

    private static Check signal(SignalQuality signal) {
        if (signal.dbm().isEmpty()) {
            return new Check("signal", WARN, "none is received", LinkCause.NO_SIGNAL.cure());
        }
        int dbm = signal.dbm().getAsInt();
        return dbm > WEAK
                ? Check.ok("signal", dbm + " dBm")
                : new Check("signal", WARN, dbm + " dBm, which is weak", LinkCause.NO_SIGNAL.cure());
    }

    private static Check network(Registration found) {
        if (found.isRegistered()) {
            return Check.ok("network", "registered: " + found.status());
        }
        boolean denied = found.status() == Registration.Status.DENIED;
        return new Check(
                "network",
                denied ? FAIL : WARN,
                "not registered: " + found.status(),
                (denied ? LinkCause.REGISTRATION_DENIED : LinkCause.SEARCHING).cure());
    }

    private static Check bearer(BearerState state) {
        return state instanceof BearerState.Up up
                ? Check.ok("bearer", up.bearer().text())
                : new Check("bearer", WARN, state.toString(), LinkCause.BEARER_REFUSED.cure());
    }

    private static Check clock(OffsetDateTime time) {
        Duration off =
                Duration.between(OffsetDateTime.now(time.getOffset()), time).abs();
        return off.compareTo(CLOCK) < 0
                ? Check.ok("clock", time.toString())
                : new Check(
                        "clock",
                        WARN,
                        time + ", which is off by " + off.toDays() + " days",
                        LinkCause.TLS_CLOCK.cure());
    }

    private static Check link(LinkState state) {
        LinkCause cause = state.cause();
        if (state.isReady()) {
            return Check.ok("broker", "connected since " + state.since());
        }
        return new Check(
                "broker",
                FAIL,
                state.phase() + (cause == null ? "" : ": " + cause.meaning()),
                cause == null ? null : cause.cure());
    }
}
