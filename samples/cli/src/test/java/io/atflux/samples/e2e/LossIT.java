package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static io.atflux.samples.e2e.Rig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtRejectedException;
import io.atflux.fibocom.L610;
import io.atflux.modem.BearerState;
import io.atflux.modem.ModemEvent;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.test.Relay;
import io.atflux.urc.Overflow;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A loss during a session is reported as a typed event, and the session can be restored. */
@Execution(ExecutionMode.CONCURRENT)
class LossIT {

    @Test
    void takeOverByTheSameIdBreaksTheConnectionAndCanBeTakenBack() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.open();
            Mono<MqttEvent> broken = first(module.mqtt(1).events());
            try (Witness thief = Witness.connect(Site.BROKER.port(), rig.name())) {
                assertThat(done(broken)).isEqualTo(new MqttEvent.Broken(1, MqttEvent.Cause.NETWORK_ABNORMAL));
                assertThat(done(module.mqtt(1).isOpen())).isFalse();
                thief.publish(rig.topic("x"), "in the name of another");
                AtRejectedException no = failure(
                        AtRejectedException.class,
                        module.session()
                                .send(module.commands()
                                        .mqtt()
                                        .publish(1, MqttMessage.of(rig.topic("x"), "too late"), OnUnknown.GIVE_UP)
                                        .retry(RetryRule.never())));
                assertThat(no.code()).hasValue(913);
                ends(module.mqtt(1).open(rig.broker()));
                assertThat(done(module.mqtt(1).isOpen())).isTrue();
            }
        }
    }

    @Test
    void brokerThatStopsIsReportedAndFoundAgainWhenItIsBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
                Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            Broker target = Broker.builder(EmbeddedBroker.HOST, broker.port())
                    .clientId(rig.name())
                    .build();
            ends(module.mqtt(1).open(target));
            Mono<MqttEvent> broken = first(module.mqtt(1).events());
            broker.stop();
            assertThat(done(broken)).isInstanceOf(MqttEvent.Broken.class);
            assertThat(failure(AtRejectedException.class, module.mqtt(1).open(target)))
                    .hasMessageContaining("+MQTTOPEN: 1,0");
            broker.start();
            ends(module.mqtt(1).open(target));
            assertThat(done(module.mqtt(1).publish(MqttMessage.of("x", "again")))
                            .attempts())
                    .isPositive();
        }
    }

    @Test
    void silentNetworkEndsTheConnectionWhenTheKeepAliveIsOver() throws Exception {
        try (Rig rig = Rig.quick();
                Relay relay = new Relay(Site.BROKER.port());
                Witness witness = Witness.listeningTo(rig.topic("will"))) {
            L610 module = rig.attached();
            Broker behind = Broker.builder(EmbeddedBroker.HOST, relay.port())
                    .credentials(rig.broker().credentials())
                    .keepAlive(Duration.ofSeconds(1))
                    .will(rig.topic("will"), "gone")
                    .build();
            ends(module.mqtt(1).open(behind));
            Mono<MqttEvent> broken = first(module.mqtt(1).events());
            relay.goSilent();
            assertThat(done(broken)).isInstanceOf(MqttEvent.Broken.class);
            assertThat(witness.nextText()).isEqualTo("gone");
        }
    }

    @Test
    void moduleThatComesBackByItselfSaysSoAndItsSessionGoesOn() throws Exception {
        try (Rig rig = Rig.quick("reconnect=announced");
                Witness witness = Witness.connect()) {
            MqttClient mqtt = rig.open().mqtt(1);
            ends(mqtt.subscribe(rig.topic("in"), Qos.AT_LEAST_ONCE));
            Mono<MqttMessage> in = first(mqtt.received(Overflow.dropOldest(4)));
            Flux<MqttEvent> events = mqtt.events().replay(4).autoConnect(0);
            assertThat(Site.BROKER.disconnect(rig.name())).isTrue();
            witness.publish(rig.topic("in"), "while it was away");
            assertThat(done(events.take(2).collectList()))
                    .containsExactly(
                            new MqttEvent.Broken(1, MqttEvent.Cause.NETWORK_ABNORMAL), new MqttEvent.Changed(1, true));
            assertThat(done(in).text()).isEqualTo("while it was away");
        }
    }

    @Test
    void messageOutlastsALossThatNobodyIsToldOf() throws Exception {
        try (Rig rig = Rig.quick("reconnect=silent");
                Witness witness = Witness.listeningTo(rig.topic("out"))) {
            L610 module = rig.open();
            assertThat(Site.BROKER.disconnect(rig.name())).isTrue();
            // Refused until the module has reconnected, and repeated by the rule.
            assertThat(done(module.mqtt(1).publish(MqttMessage.of(rig.topic("out"), "late")))
                            .attempts())
                    .isPositive();
            assertThat(witness.nextText()).isEqualTo("late");
        }
    }

    @Test
    void bearerThatIsLostUnseenIsFoundDownAndDialledAnew() throws Exception {
        try (Rig rig = Rig.quick("bearer-loss=unseen")) {
            L610 module = rig.open();
            Mono<MqttEvent> broken = first(module.mqtt(1).events());
            rig.machine().loseNetwork();
            assertThat(done(broken)).isInstanceOf(MqttEvent.Broken.class);
            rig.machine().restoreNetwork();
            done(module.modem().attach());
            ends(module.mqtt(1).open(rig.broker()));
            assertThat(done(module.mqtt(1).isOpen())).isTrue();
        }
    }

    @Test
    void networkLossIsReportedForBearerAndConnection() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.open();
            Mono<ModemEvent> bearer = first(module.modem().events().ofType(ModemEvent.BearerLost.class));
            Mono<MqttEvent> mqtt = first(module.mqtt(1).events());
            rig.machine().loseNetwork();
            assertThat(done(bearer)).isEqualTo(new ModemEvent.BearerLost());
            assertThat(done(mqtt)).isInstanceOf(MqttEvent.Broken.class);
            assertThat(done(module.modem().bearer())).isInstanceOf(BearerState.Down.class);
            rig.machine().restoreNetwork();
            done(module.modem().attach());
            ends(module.mqtt(1).open(rig.broker()));
            assertThat(done(module.mqtt(1).isOpen())).isTrue();
        }
    }

    @Test
    void restartInMidSessionIsReportedAndTheNextAttachWorks() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.listeningTo(rig.topic("#"))) {
            L610 module = rig.open();
            Mono<ModemEvent> banner = first(module.modem().events().ofType(ModemEvent.Banner.class));
            Mono<ModemEvent> sim = first(module.modem().events().ofType(ModemEvent.SimReady.class));
            rig.machine().powerCycle();
            assertThat(done(banner)).isEqualTo(new ModemEvent.Banner("AT command ready"));
            assertThat(done(sim)).isEqualTo(new ModemEvent.SimReady());

            // Echo is on and verbose errors are off again: no other step may be needed.
            done(module.modem().attach());
            ends(module.mqtt(1).open(rig.broker()));
            done(module.mqtt(1).publish(MqttMessage.of(rig.topic("x"), "after the restart")));
            assertThat(witness.nextText()).isEqualTo("after the restart");
            assertThat(module.session().stats().unclassified()).isZero();
        }
    }

    @Test
    void commandThatAResetSwallowsIsRepeatedByItsRule() throws Exception {
        try (Rig rig = Rig.quick("reset=AT+CGDCONT")) {
            L610 module = rig.connect();
            assertThat(done(module.modem().attach()).bearer().text()).isNotEmpty();
        }
    }

    @Test
    void listenersAreSubscribedAnewAfterALoss() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.connect()) {
            String topic = rig.topic("state");
            L610 module = rig.attached();
            Broker forgetful = rig.broker().mutate().cleanSession(true).build();
            MqttClient mqtt = module.mqtt(1);
            ends(mqtt.open(forgetful));
            Flux<MqttMessage> messages =
                    mqtt.messages(topic, Qos.AT_LEAST_ONCE).replay(8).autoConnect(0);
            LogCapture.await(module.session(), wire -> wire.contains("<< +MQTTSUB: 1,1"));
            witness.publish(topic, "before");
            assertThat(done(messages.next()).text()).isEqualTo("before");

            Mono<MqttEvent> broken = first(mqtt.events());
            Site.BROKER.disconnect(rig.name());
            done(broken);
            ends(mqtt.open(forgetful));
            ends(mqtt.resubscribe());
            witness.publish(topic, "after");
            assertThat(done(messages.skip(1).next()).text()).isEqualTo("after");
        }
    }

    @Test
    void moduleOutlivesItsLine() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.listeningTo(rig.topic("#"))) {
            L610 first = rig.open();
            ends(first.mqtt(1).subscribe(rig.topic("in"), Qos.AT_LEAST_ONCE));
            ends(first.close());
            assertThat(Site.BROKER.isConnected(rig.name())).isTrue();

            L610 second = rig.connect();
            assertThat(done(second.modem().attach()).bearer().text()).isEqualTo("10.104.48.68");
            assertThat(done(second.mqtt(1).isOpen())).isTrue();
            Mono<MqttMessage> in = first(second.mqtt(1).received(Overflow.dropOldest(4)));
            done(second.mqtt(1).publish(MqttMessage.of(rig.topic("in"), "over both lines")));
            assertThat(witness.nextText()).isEqualTo("over both lines");
            assertThat(done(in).text()).isEqualTo("over both lines");
            assertThat(LogCapture.sent(second.session())).noneMatch(line -> line.startsWith("AT+MIPCALL=1"));
        }
    }

    @Test
    void openOfWhatIsOpenIsTakenAsItIs() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 first = rig.open();
            ends(first.close());
            L610 second = rig.attached();
            ends(second.mqtt(1).open(rig.broker()));
            assertThat(done(second.mqtt(1).isOpen())).isTrue();
            assertThat(done(second.mqtt(1).publish(MqttMessage.of(rig.topic("x"), "y")))
                            .attempts())
                    .isPositive();
        }
    }

    @Test
    void openOfWhatIsOpenIsClosedFirstWhereSoAsked() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 first = rig.open();
            ends(first.close());
            L610 second = rig.attached();
            ends(second.mqtt(1)
                    .open(rig.broker()
                            .mutate()
                            .clientId(rig.name() + "-new")
                            .ifOpen(Broker.IfOpen.REOPEN)
                            .build()));
            Site.BROKER.awaitGone(rig.name());
            assertThat(Site.BROKER.isConnected(rig.name() + "-new")).isTrue();
        }
    }

    @Test
    void secondConnectionIsTurnedAwayAndTheFirstLivesOn() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 first = rig.open();
            // The port accepts and closes: either is noticed first.
            AtConnectionException no =
                    failure(AtConnectionException.class, rig.driver().connect().flatMap(second -> second.session()
                            .send("AT")));
            assertThat(no).hasMessageContaining("AT");
            assertThat(done(first.mqtt(1).isOpen())).isTrue();
        }
    }

    /** The first signal from now on. */
    private static <T> Mono<T> first(Flux<? extends T> events) {
        Mono<T> replayed = events.<T>map(event -> event).next().cache();
        Disposable listening = replayed.subscribe(event -> {}, failure -> {});
        return replayed.doFinally(signal -> listening.dispose());
    }
}
