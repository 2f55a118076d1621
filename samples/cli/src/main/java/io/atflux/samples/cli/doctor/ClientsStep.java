package io.atflux.samples.cli.doctor;

import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** AT+MQTTOPEN?: which of the module's MQTT clients are open. */
final class ClientsStep implements Step {

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public List<String> needs() {
        return List.of("modem");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        return visit.asker
                .ask(visit.mqtt.openClients())
                .map(open -> judged(visit, open))
                .onErrorResume(
                        no -> no instanceof AtRejectedException || no instanceof AtProtocolException,
                        no -> Mono.just(Check.warn(
                                name(),
                                null,
                                "the module does not tell which of its MQTT clients are open",
                                "Check that the firmware has the MQTT commands.")));
    }

    private Check judged(Visit visit, Set<Integer> open) {
        visit.openClients = Set.copyOf(open);
        if (open.isEmpty() || !visit.asker.isLive()) {
            return Check.ok(name(), open.isEmpty() ? "no client is open" : "open: " + open);
        }
        String numbers = open.stream().sorted().map(String::valueOf).collect(Collectors.joining(" and "));
        return Check.warn(
                        name(),
                        null,
                        "client " + numbers + " is open: somebody has it, and it is left alone",
                        "Nothing, if a program or the module's own start has it. Else close it by AT+MQTTCLOSE.")
                .said("+MQTTOPEN: "
                        + open.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
