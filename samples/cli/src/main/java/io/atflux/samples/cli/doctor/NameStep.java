package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.BROKER_UNREACHABLE;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import java.util.List;
import reactor.core.publisher.Mono;

/** AT+MIPDNS: whether the module resolves the broker's name. */
final class NameStep implements Step {

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public List<String> needs() {
        return List.of("bearer");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        BrokerTarget broker = visit.plan.broker();
        if (broker == null) {
            return Mono.just(Check.skipped(name(), "no --broker was given"));
        }
        if (broker.isAddress()) {
            return Mono.just(Check.skipped(name(), "the broker's host is an address"));
        }
        return visit.asker
                .act("the broker's name", Sockets.lookUp(broker.host()))
                .map(reply -> Check.ok(name(), broker.host() + " is " + Sockets.address(reply)))
                .onErrorResume(AtRejectedException.class, no -> Mono.just(refused(broker, no)))
                .onErrorResume(
                        late -> late instanceof AtTimeoutException t && t.phase() == AtTimeoutException.Phase.URC,
                        late -> Mono.just(silent()));
    }

    /** An error without a reason may mean that the firmware lacks the command; the connection check decides then. */
    private Check refused(BrokerTarget broker, AtRejectedException no) {
        int code = Troubles.code(no);
        boolean unknown = no.urc() != null || (code >= 916 && code <= 918);
        Check check = unknown
                ? Check.fail(name(), "the network knows no host " + broker.host(), BROKER_UNREACHABLE)
                        .cure(
                                "Correct the broker's host name, or ask the operator whether this access point finds names.")
                : Check.warn(
                        name(),
                        null,
                        "the module does not look names up",
                        "Nothing: the connection shows whether the name is found.");
        return check.said(Troubles.said(no));
    }

    private Check silent() {
        return Check.warn(
                name(),
                null,
                "no answer to the question for the name",
                "Nothing: the connection shows whether it is found.");
    }
}
