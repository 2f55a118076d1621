package io.atflux.samples.cli.demo;

import io.atflux.fibocom.L610;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** A link that loses its IP address and restores the connection; messages published meanwhile arrive. */
final class LinkScene {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BEFORE = "before the loss";
    private static final String DURING = "during the loss";

    private final MqttLink link;
    private final Stage stage;
    private final Witness witness;
    private final StepTable table;

    LinkScene(L610.Builder module, Broker broker, Stage stage, Witness witness, StepTable table, Screen screen) {
        this.link = module.link(broker);
        this.stage = stage;
        this.witness = witness;
        this.table = table;
        link.states().subscribe(state -> screen.line("          link: " + shown(state)));
    }

    private static String shown(LinkState state) {
        return state.phase()
                + (state.cause() == null
                        ? ""
                        : ", " + state.cause() + ": " + state.cause().cure());
    }

    Mono<Void> run() {
        return Mono.defer(() -> {
            int seenBefore = witness.seen().size();
            return link.start()
                    .then(published(BEFORE))
                    .then(Mono.fromRunnable(stage::loseBearer))
                    .then(reaches("loss noticed", state -> !state.isReady()))
                    .then(published(DURING))
                    .then(reaches("ready again", LinkState::isReady))
                    .then(witness.awaits(seenBefore, 2, PATIENCE))
                    .then(Mono.fromRunnable(() -> check(seenBefore)))
                    .then(link.close());
        });
    }

    private Mono<DeliveryReceipt> published(String text) {
        MqttMessage message = MqttMessage.builder(GuideSession.TOPIC)
                .text(text)
                .qos(Qos.AT_LEAST_ONCE)
                .build();
        return link.publish(message)
                .doOnNext(receipt -> table.check(
                        "\"" + text + "\"",
                        receipt.isConfirmed(),
                        receipt.outcome().toString()));
    }

    private Mono<LinkState> reaches(String what, java.util.function.Predicate<LinkState> wanted) {
        return link.states()
                .filter(wanted)
                .next()
                .timeout(PATIENCE)
                .doOnNext(state -> table.check(what, true, shown(state)));
    }

    private void check(int seenBefore) {
        List<String> seen = witness.seen().subList(seenBefore, witness.seen().size());
        table.check("seen by an independent client", seen.equals(List.of(BEFORE, DURING)), seen.toString());
    }
}
