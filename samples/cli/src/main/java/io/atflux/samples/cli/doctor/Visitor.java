package io.atflux.samples.cli.doctor;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.LineShape;
import io.atflux.link.LinkCause;
import io.atflux.profile.AtProfile;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.send.Initialisation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Examines a modem: opens the line, finds the modem, runs the checks, and restores the modem's state. */
final class Visitor {

    private static final int VERBOSE = 2;

    private final Examination examination;
    private final Plan plan;
    private final Waits waits;
    private final Mono<Void> stop;
    private final Heard heard;
    private final AtProfile profile = L610Profile.defaults().atProfile();

    /** @param stop completes when the user stops the program */
    Visitor(Examination examination, Plan plan, Waits waits, Mono<Void> stop) {
        this.examination = examination;
        this.plan = plan;
        this.waits = waits;
        this.stop = stop;
        this.heard = new Heard(profile::masked);
    }

    /** Succeeds after all checks ended, or they were stopped, and all changes were reverted. */
    Mono<Void> run(AtClient client, boolean dialsIn) {
        return waits.track(
                        "the connection",
                        null,
                        client.profile(profile).recordTo(heard::passed).connect())
                .takeUntilOther(stop)
                .onErrorResume(AtConnectionException.class, failure -> {
                    examination.add(Troubles.line("line", failure, dialsIn));
                    hinder("line");
                    return Mono.empty();
                })
                .flatMap(session -> Mono.usingWhen(Mono.just(session), this::examine, AtSession::close));
    }

    private void hinder(String by) {
        if (by.equals("line")) {
            examination.add(Check.hindered("modem", "not checked, for line comes first"));
        }
        examination.hinder();
    }

    private Mono<Void> examine(AtSession session) {
        examination.add(Check.ok("line", "open"));
        Modem modem = new Modem(session, plan.patience(), waits);
        return Initialisation.restorable(session, plan.patience(), waits)
                .takeUntilOther(stop)
                // An unfinished line is reported when the session closes.
                .onErrorResume(AtException.class, failure -> session.close().then(Mono.fromRunnable(() -> {
                    examination.add(heard.noModem(failure));
                    hinder("modem");
                })))
                .flatMap(ready -> {
                    Visit visit = new Visit(modem, plan);
                    visit.afterwards(ready.restore());
                    return Mono.usingWhen(
                            Mono.just(visit),
                            this::examine,
                            Visit::restore,
                            (v, failed) -> v.restore(),
                            Visit::restore);
                });
    }

    private Mono<Void> examine(Visit visit) {
        return modem(visit)
                .onErrorResume(AtException.class, error -> Mono.just(Troubles.of("modem", error)))
                .doOnNext(examination::add)
                .then(Mono.defer(() -> examination.run(visit)))
                .takeUntilOther(stop);
    }

    private Mono<Check> modem(Visit visit) {
        AtCommand<Integer> errors = AtCommand.of("AT+CMEE?")
                .answeredBy(LineShape.named("+CMEE"))
                .timeout(Duration.ofSeconds(1))
                .as(reply -> reply.parameters("+CMEE").number(0).orElse(0));
        return known(visit, visit.modem.model())
                .zipWith(known(visit, visit.modem.revision()))
                .zipWith(known(visit, errors))
                .map(all -> judged(
                        all.getT1().getT1().orElse("a modem"),
                        all.getT1()
                                .getT2()
                                .map(revision -> ", firmware " + revision)
                                .orElse(""),
                        all.getT2().orElse(0)));
    }

    private static <R> Mono<Optional<R>> known(Visit visit, AtCommand<R> question) {
        return visit.asker
                .ask(question)
                .map(Optional::of)
                .onErrorResume(
                        no -> no instanceof AtRejectedException || no instanceof AtProtocolException,
                        no -> Mono.just(Optional.empty()));
    }

    private Check judged(String model, String revision, int errors) {
        List<String> doubts = new ArrayList<>();
        List<String> cures = new ArrayList<>();
        long strange = heard.strange();
        if (strange > 0) {
            doubts.add(strange + " bytes came that are no text");
            cures.add(LinkCause.LINE_NOISE.cure());
        }
        if (errors != VERBOSE) {
            doubts.add("it does not tell the reasons of errors (AT+CMEE=2)");
            cures.add("Nothing, but less can be told apart.");
        }
        String who = model + revision;
        return doubts.isEmpty()
                ? Check.ok("modem", who)
                : Check.warn(
                        "modem",
                        strange > 0 ? LinkCause.LINE_NOISE : null,
                        who + "; " + String.join("; ", doubts),
                        String.join(" ", cures));
    }
}
