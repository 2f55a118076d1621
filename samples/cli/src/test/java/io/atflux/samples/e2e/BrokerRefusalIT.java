package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static io.atflux.samples.e2e.Rig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtDeadline;
import io.atflux.command.RetryRule;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.fibocom.L610;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.samples.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A broker that refuses or is absent: the rule's three sends, then a typed error, and the module is usable afterwards.
 */
@Execution(ExecutionMode.CONCURRENT)
class BrokerRefusalIT {

    private static final String WRONG = "a wrong password that nobody may see";

    @Test
    void wrongPasswordIsRejectedAndNeverShown() throws Exception {
        LogCapture.hide(WRONG);
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            AtRejectedException no = refused(
                    module, rig.broker().mutate().credentials(Site.USER, WRONG).build());
            LogCapture.assertNoSecrets(no);
            opensNow(module, rig);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"code1", "code2", "code3", "code5"})
    void everyConnackCodeIsARefusal(String user) throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            refused(
                    module,
                    rig.broker().mutate().credentials(user, Site.PASSWORD).build());
            opensNow(module, rig);
        }
    }

    @Test
    void closedPortIsARefusal() throws Exception {
        int closed;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = once.getLocalPort();
        }
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            refused(module, Broker.tcp(EmbeddedBroker.HOST, closed));
            opensNow(module, rig);
        }
    }

    @Test
    void unknownHostIsARefusal() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            refused(module, Broker.tcp("broker.invalid", 1883));
            opensNow(module, rig);
        }
    }

    @Test
    void serverThatIsNoBrokerIsARefusal() throws Exception {
        try (Rig rig = Rig.quick("open-limit=1500");
                FakeServer web = FakeServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n");
                FakeServer mute = FakeServer.mute()) {
            L610 module = rig.attached();
            refused(module, Broker.tcp(web.host(), web.port()));
            // The module gives up first.
            AtRejectedException no = failure(
                    AtRejectedException.class,
                    module.session()
                            .send(module.commands()
                                    .mqtt()
                                    .open(1, Broker.tcp(mute.host(), mute.port()))
                                    .retry(RetryRule.never())));
            assertThat(no).hasMessageContaining("+MQTTOPEN: 1,0");
            opensNow(module, rig);
        }
    }

    @Test
    void openWithoutABearerIsRejectedWithItsReason() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.connect();
            ends(module.modem().synchronise());
            AtRejectedException no =
                    failure(AtRejectedException.class, module.mqtt(1).open(rig.broker()));
            assertThat(no.code()).hasValue(901);
            assertThat(no).hasMessageContaining("AT+MQTTOPEN=1").hasMessageContaining("REJECTED");
        }
    }

    @Test
    void refusedSubscriptionIsRejectedAndItsListenersEnd() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.open();
            AtRejectedException no = failure(
                    AtRejectedException.class,
                    module.session()
                            .send(module.commands()
                                    .mqtt()
                                    .subscribe(1, TopicFilter.of(Site.FORBIDDEN), Qos.AT_LEAST_ONCE)
                                    .retry(RetryRule.never())));
            assertThat(no).hasMessageContaining("AT+MQTTSUB=1,\"forbidden/#\"").hasMessageContaining("+MQTTSUB: 1,0");
            assertThat(no.outcome()).isEqualTo(Outcome.REJECTED);

            // The rule repeats for 90 s; the caller's time-out is shorter.
            AtTimeoutException late = failure(
                    AtTimeoutException.class,
                    module.mqtt(1)
                            .messages(Site.FORBIDDEN, Qos.AT_LEAST_ONCE)
                            .next()
                            .contextWrite(AtDeadline.within(Duration.ofMillis(1500))));
            assertThat(late.phase()).isEqualTo(AtTimeoutException.Phase.DEADLINE);
            // Another subscriber of the filter still waits for it.
            assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(done(module.mqtt(1).publish(MqttMessage.of(rig.topic("x"), "still open")))
                            .attempts())
                    .isPositive();
        }
    }

    private static AtRejectedException refused(L610 module, Broker broker) {
        AtRejectedException no =
                failure(AtRejectedException.class, module.mqtt(1).open(broker));
        assertThat(Objects.requireNonNull(no.urc()).text()).isEqualTo("+MQTTOPEN: 1,0");
        assertThat(no.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(no)
                .hasMessageContaining("AT+MQTTOPEN=1,\"" + broker.host() + "\"," + broker.port())
                .hasMessageContaining("+MQTTOPEN: 1,0")
                .hasMessageContaining("REJECTED");
        assertThat(LogCapture.sent(module.session()))
                .filteredOn(line -> line.startsWith("AT+MQTTOPEN=1"))
                .hasSize(3);
        return no;
    }

    private static void opensNow(L610 module, Rig rig) throws IOException {
        ends(module.mqtt(1).open(rig.broker()));
        assertThat(done(module.mqtt(1).isOpen())).isTrue();
        assertThat(Site.BROKER.isConnected(rig.name())).isTrue();
    }
}
