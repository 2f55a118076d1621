package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.BEARER_LOST;
import static io.atflux.link.LinkCause.BROKER_UNREACHABLE;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import reactor.core.publisher.Mono;

/** AT+MIPOPEN: whether the broker's port accepts connections from the module. */
final class TcpStep implements Step {

    /** A refusal comes at once; a dropped packet ends by a limit. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public List<String> needs() {
        return List.of("bearer", "dns");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        BrokerTarget broker = visit.plan.broker();
        if (broker == null) {
            return Mono.just(Check.skipped(name(), "no --broker was given"));
        }
        if (!visit.asker.isLive()) {
            return open(visit, broker, visit.asker.number("AT+MIPOPEN", 1));
        }
        return visit.asker
                .ask(Sockets.free())
                .flatMap(free -> free.isEmpty()
                        ? Mono.just(Check.skipped(name(), "all sockets of the module are in use"))
                        : open(visit, broker, Collections.max(free)))
                .onErrorResume(
                        no -> no instanceof AtRejectedException && Troubles.code((AtException) no) != 901,
                        no -> Mono.just(Check.skipped(name(), "the module opens no sockets")));
    }

    private Mono<Check> open(Visit visit, BrokerTarget broker, int id) {
        boolean live = visit.asker.isLive();
        if (live) {
            visit.afterwards(visit.asker
                    .ask(Sockets.free())
                    .filter(free -> !free.contains(id))
                    .flatMap(open -> visit.asker.act("the end of the TCP connection", Sockets.close(id))));
        }
        long begin = System.nanoTime();
        return visit.asker
                .act("a connection to the broker's port", Sockets.open(id, broker.host(), broker.port()))
                .doOnNext(reply -> visit.reached = true)
                .flatMap(reply -> live
                        ? visit.asker
                                .act("the end of the TCP connection", Sockets.close(id))
                                .onErrorComplete()
                        : Mono.empty())
                .then(Mono.fromSupplier(() -> Check.ok(name(), "port " + broker.port() + " takes connections")))
                .onErrorResume(
                        AtRejectedException.class,
                        no -> refused(visit, broker, no, Duration.ofNanos(System.nanoTime() - begin)))
                .onErrorResume(
                        late -> late instanceof AtTimeoutException t && t.phase() == AtTimeoutException.Phase.URC,
                        late -> Mono.just(unreachable(broker, "the module does not tell how its attempt ended")));
    }

    private Mono<Check> refused(Visit visit, BrokerTarget broker, AtRejectedException no, Duration after) {
        int code = Troubles.code(no);
        if (code == 901) {
            return Mono.just(
                    Check.fail(name(), "the address is gone", BEARER_LOST).said(Troubles.said(no)));
        }
        if (no.urc() == null && (code < 910 || code > 918)) {
            return Mono.error(no);
        }
        boolean soon = code == 910 || (code != 911 && after.compareTo(SOON) < 0);
        String finding = !visit.asker.isLive()
                ? "no connection to port " + broker.port()
                : soon
                        ? "port " + broker.port() + " of the broker is refused"
                        : "nobody answers at port " + broker.port();
        return Mono.just(unreachable(broker, finding).said(Troubles.said(no)));
    }

    private Check unreachable(BrokerTarget broker, String finding) {
        return Check.fail(name(), finding, BROKER_UNREACHABLE)
                .cure("Check that " + broker.host() + ":" + broker.port()
                        + " is the broker's, that it runs, and that no firewall keeps the operator's network out.");
    }
}
