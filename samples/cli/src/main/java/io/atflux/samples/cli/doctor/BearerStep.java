package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.APN_REFUSED;
import static io.atflux.link.LinkCause.BEARER_REFUSED;
import static io.atflux.link.LinkCause.BEARER_STALE;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.modem.ApnTable;
import io.atflux.modem.BearerState;
import io.atflux.modem.Imsi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** AT+MIPCALL?, AT+CGDCONT?, and a dial if there is no address; a dialled bearer is released at the end. */
final class BearerStep implements Step {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public List<String> needs() {
        return List.of("network");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        return visit.asker
                .ask(visit.modem.apn())
                .map(apn -> Optional.of(apn.map(Apn::name).orElse("")))
                .onErrorResume(AtRejectedException.class, no -> Mono.just(Optional.empty()))
                .onErrorResume(UnaskedException.class, none -> Mono.just(Optional.empty()))
                .flatMap(apn -> visit.asker
                        .awaited(
                                "the bearer", state(visit, visit.plan.patience().toSeconds()))
                        .flatMap(state -> judged(visit, state))
                        .map(check -> withApn(visit, apn, check)));
    }

    /** Waits for a dial or a release that is under way. */
    private static Mono<BearerState> state(Visit visit, long seconds) {
        return visit.asker
                .ask(visit.modem.bearerState())
                .flatMap(state -> state instanceof BearerState.Busy && visit.asker.isLive() && seconds > 0
                        ? Mono.delay(BETWEEN).then(state(visit, seconds - 1))
                        : Mono.just(state));
    }

    private Mono<Check> judged(Visit visit, BearerState state) {
        if (state instanceof BearerState.Up up) {
            return Mono.just(
                    Check.ok(name(), "up, with the address " + up.bearer().text()));
        }
        if (state instanceof BearerState.Stale) {
            return Mono.just(Check.fail(name(), "the module says that it is up, and has no address", BEARER_STALE)
                    .said("+MIPCALL: 1,0.0.0.0")
                    .cure("Give it back by AT+MIPCALL=0 and dial anew, as a link does."));
        }
        if (state instanceof BearerState.Busy) {
            return Mono.just(
                    Check.fail(name(), "the module dials or releases, and does not end", BEARER_REFUSED, APN_REFUSED)
                            .said("+MIPCALL: 2"));
        }
        return dial(visit);
    }

    private Mono<Check> dial(Visit visit) {
        AtCommand<AtReply> release = visit.modem.release();
        if (visit.asker.isLive()) {
            visit.afterwards(visit.asker
                    .ask(visit.modem.bearerState())
                    .filter(now -> now instanceof BearerState.Up || now instanceof BearerState.Stale)
                    .flatMap(up -> visit.asker.act("the release", release)));
        }
        return visit.asker
                .act("an IP address", dialCommand(visit))
                .map(bearer -> Check.ok(
                        name(),
                        "dialled, with the address " + bearer.text()
                                + (visit.asker.isLive() ? "; given back at the end" : "")))
                .onErrorResume(AtRejectedException.class, no -> Mono.just(refused(no)))
                .onErrorResume(
                        late -> late instanceof AtTimeoutException t && t.phase() == AtTimeoutException.Phase.URC,
                        late -> Mono.just(Check.fail(
                                name(), "the network does not answer the dial", BEARER_REFUSED, APN_REFUSED)));
    }

    private static AtCommand<io.atflux.modem.Bearer> dialCommand(Visit visit) {
        String apn = visit.plan.apn();
        return apn == null
                ? visit.modem.dial(Apn.of(""))
                : L610Commands.of(L610Profile.builder().dialWithApn(true).build())
                        .modem()
                        .dial(Apn.of(apn));
    }

    private Check refused(AtRejectedException no) {
        Check check =
                switch (Troubles.code(no)) {
                    case 132, 133, 149 -> Check.fail(name(), "the network refuses the access point", APN_REFUSED);
                    default -> Check.fail(name(), "the network gives no address", BEARER_REFUSED, APN_REFUSED);
                };
        return check.said(Troubles.said(no));
    }

    /**
     * Compares the access point with the table's for this SIM: a difference is a warning while the bearer works, a hint
     * if it does not.
     *
     * @param set the name of the module's own; "" if none is set, empty if that is not known
     */
    private Check withApn(Visit visit, Optional<String> set, Check check) {
        String used = visit.plan.apn() != null ? visit.plan.apn() : set.orElse(null);
        String prescribed = prescribed(visit.imsi);
        if (used == null
                || prescribed == null
                || used.equalsIgnoreCase(prescribed)
                || (used.isEmpty() && !check.isFail())) {
            return check;
        }
        String words = (used.isEmpty() ? "no access point is set" : "the access point is " + used)
                + ", the usual one of this SIM's operator is " + prescribed;
        return check.isFail()
                ? check.adding(words)
                : Check.warn(
                        name(),
                        null,
                        check.finding() + "; " + words,
                        "Nothing, if the SIM's contract names this access point.");
    }

    private static @Nullable String prescribed(@Nullable Imsi imsi) {
        if (imsi == null) {
            return null;
        }
        try {
            return ApnTable.common().forImsi(imsi).name();
        } catch (AtUsageException none) {
            return null;
        }
    }
}
