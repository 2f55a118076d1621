package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.modem.BearerState;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.DemoPki.KeyKind;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.test.Proofs;
import io.atflux.urc.Overflow;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's session (section 3), in each spelling of the firmware. */
@Execution(ExecutionMode.CONCURRENT)
class GuideSessionIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo-cr=present",
                "echo-cr=absent",
                "prompt=blank",
                "prompt=bare",
                "prompt=line",
                "prompt=lone",
                "msg-spelling=spaced",
                "msg-spelling=quoted",
                "msg-spelling=tight",
                "urc-during-command=interleave",
                "result-order=urc-first",
                "open-spelling=oopen",
                "close-spelling=bare",
                "mipcall-colon=tight",
                "info-framing=every",
                "addresses=dual",
                "autobaud=lost",
                "boot-noise=on",
                "banner=at-ready",
                "data-echo=on",
                "ssl-count=bytes"
            })
    void passwordSessionHoldsInEverySpelling(String moved) throws Exception {
        try (Rig rig = Rig.quick(moved)) {
            session(rig, rig.broker());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt=blank",
                "prompt=bare",
                "prompt=line",
                "prompt=lone",
                "data-echo=on",
                "ssl-count=bytes",
                "ssl-version=2",
                "echo-cr=absent",
                "result-order=urc-first",
                "open-spelling=oopen",
                "urc-during-command=interleave"
            })
    void certificateSessionHoldsInEverySpelling(String moved) throws Exception {
        try (Rig rig = Rig.quick(moved)) {
            session(rig, certified(KeyKind.EC));
        }
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void certificateSessionHoldsForEveryKindOfKey(KeyKind kind) throws Exception {
        try (Rig rig = Rig.quick()) {
            session(rig, certified(kind));
        }
    }

    @Test
    void sessionHoldsInRealTime() throws Exception {
        try (Rig rig = new Rig(Switches.defaults())) {
            session(rig, rig.broker());
        }
    }

    @Test
    void whatIsSentIsTheGuidesSessionLineByLine() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = session(rig, rig.broker());
            String topic = rig.topic("state");
            String secret = "*".repeat(Site.PASSWORD.length());
            // The line that proves the resynchronisation is random.
            assertThat(LogCapture.sent(module.session()).stream().map(line -> Proofs.is(line) ? "(proof)" : line))
                    .containsExactly(
                            "AT",
                            "ATE0",
                            "ATE0",
                            "AT+CMEE=2",
                            "(proof)",
                            "AT+GTRAT=6,3,2",
                            "AT+CFUN=1",
                            "AT+CPIN?",
                            "AT+CIMI?",
                            "AT+CGDCONT=1,\"IP\",\"cmnet\"",
                            "AT+CSQ?",
                            "AT+COPS?",
                            "AT+CGREG?",
                            "AT+MIPCALL?",
                            "AT+MIPCALL=1",
                            "AT+MQTTUSER=1,\"" + Site.USER + "\",\"" + secret + "\",\"" + rig.name() + "\"",
                            "AT+MQTTWILL=1,\"" + rig.topic("will") + "\",0,0,\"disconnect unexpectedly\"",
                            "AT+MQTTOPEN=1,\"127.0.0.1\"," + Site.BROKER.port() + ",0,60",
                            "AT+MQTTSUB=1,\"" + topic + "\",1",
                            "AT+MQTTPUB=1,\"" + topic + "\",1,0,\"123\"",
                            "AT+MQTTPUB=1,\"" + topic + "\",1,0,5",
                            "(5 bytes)",
                            "AT+MQTTUNSUB=1,\"" + topic + "\"",
                            "AT+MQTTCLOSE=1",
                            "AT+MIPCALL=0",
                            "AT+MIPCALL?");
        }
    }

    private static Broker certified(KeyKind kind) throws Exception {
        DemoPki.Identity device = Site.PKI.client("device", kind);
        TlsMaterial material = TlsMaterial.builder()
                .trust(Site.PKI.authorityPem())
                .identity(device.certificatePem(), LogCapture.secret(device.keyPem()))
                .build();
        return Broker.tls("localhost", Site.BROKER.tlsPort(ClientCertificates.REQUIRED), material);
    }

    private static L610 session(Rig rig, Broker broker) throws Exception {
        String topic = rig.topic("state");
        L610 module = rig.connectPatiently();
        try (Witness witness = Witness.listeningTo(topic)) {
            assertThat(done(module.modem().attach()).registration().isRegistered())
                    .isTrue();
            MqttClient mqtt = module.mqtt(1);
            ends(mqtt.open(broker.mutate()
                    .clientId(rig.name())
                    .will(rig.topic("will"), "disconnect unexpectedly")
                    .build()));
            BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();
            mqtt.received(Overflow.dropOldest(16)).subscribe(received::add);
            ends(mqtt.subscribe(topic, Qos.AT_LEAST_ONCE));
            for (String text : List.of("123", "\"123\"")) {
                assertThat(done(mqtt.publish(MqttMessage.of(topic, text))).attempts())
                        .isPositive();
                assertThat(witness.nextText()).isEqualTo(text);
                assertThat(next(received)).isEqualTo(MqttMessage.of(topic, text));
            }
            witness.publish(topic, "from elsewhere");
            assertThat(next(received).text()).isEqualTo("from elsewhere");
            ends(mqtt.unsubscribe(topic));
            ends(mqtt.close());
            ends(module.modem().release());
            assertThat(done(module.modem().bearer())).isInstanceOf(BearerState.Down.class);
        }
        assertThat(module.session().stats().lateReplies()).isZero();
        assertThat(module.session().stats().unclassified()).isZero();
        return module;
    }

    private static MqttMessage next(BlockingQueue<MqttMessage> received) throws InterruptedException {
        MqttMessage next = received.poll(Site.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message arrived at the module");
        }
        return next;
    }
}
