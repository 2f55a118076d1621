package io.atflux.samples.cli.info;

import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.fibocom.L610Commands;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.Registration.Domain;
import io.atflux.mqtt.MqttDialect;
import io.atflux.samples.cli.Waits;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Queries everything about a modem, and changes nothing. A refused query leaves its fact unknown; silence is an error.
 */
final class Survey {

    private final AtSession session;
    private final ModemDialect modem;
    private final MqttDialect mqtt;
    private final Duration patience;
    private final Waits waits;
    private final Info info = new Info();

    Survey(AtSession session, L610Commands commands, Duration patience, Waits waits) {
        this.session = session;
        this.modem = commands.modem();
        this.mqtt = commands.mqtt();
        this.patience = patience;
        this.waits = waits;
    }

    /** Errors with {@link AtException} if the modem does not answer, or the line is lost. One subscriber. */
    Mono<Info> run() {
        return Flux.just(
                        ask("the manufacturer", modem.manufacturer(), found -> info.manufacturer = found),
                        ask("the model", modem.model(), found -> info.model = found),
                        ask("the revision", modem.revision(), found -> info.revision = found),
                        ask("the IMEI", modem.imei(), found -> info.imei = found),
                        ask("the SIM", modem.simState(), found -> info.sim = found),
                        ask("the IMSI", modem.imsi(), found -> info.imsi = found),
                        ask("the operator", modem.operator(), found -> info.operator = found),
                        ask("the signal", modem.signal(), found -> info.signal = found),
                        registration(Domain.PACKET),
                        registration(Domain.LTE),
                        registration(Domain.CIRCUIT),
                        ask("the bearer", modem.bearerState(), found -> info.bearer = found),
                        ask("the MQTT clients", mqtt.openClients(), found -> info.mqttClients = found))
                .concatMap(question -> question, 1)
                .then(Mono.fromSupplier(() -> info));
    }

    private Mono<Void> registration(Domain domain) {
        return ask("the registration", modem.registration(domain), info.registrations::add);
    }

    /**
     * Repeats the command after a refusal or a time-out: a line may be corrupted, and a sleeping modem loses the first
     * one.
     */
    private <T> Mono<Void> ask(String what, AtCommand<T> command, Consumer<Fact<T>> found) {
        Mono<Fact<T>> answer = session.send(command.retry(RetryRule.times(1)))
                .map(Fact::of)
                .onErrorResume(AtRejectedException.class, no -> Mono.just(Fact.refused(no)))
                .onErrorResume(AtProtocolException.class, no -> Mono.just(Fact.refused(no)));
        return waits.track(what, patience, answer.contextWrite(AtDeadline.within(patience)))
                .doOnNext(found)
                .then();
    }
}
