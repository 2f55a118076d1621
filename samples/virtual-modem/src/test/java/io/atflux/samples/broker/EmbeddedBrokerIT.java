package io.atflux.samples.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EmbeddedBrokerIT {

    @Test
    void startsServesStopsStartsAgainAndLeavesNoFile() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.builder().build();
        for (int round = 0; round < 2; round++) {
            broker.start();
            Path files = Objects.requireNonNull(broker.files());
            assertThat(files).isDirectory();
            CountDownLatch lost = new CountDownLatch(1);
            Mqtt3BlockingClient client = MqttClient.builder()
                    .useMqttVersion3()
                    .identifier("round" + round)
                    .serverHost(EmbeddedBroker.HOST)
                    .serverPort(broker.port())
                    .addDisconnectedListener(context -> lost.countDown())
                    .buildBlocking();
            client.connect();
            assertThat(broker.isConnected("round" + round)).isTrue();
            broker.stop();
            assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(files).doesNotExist();
        }
        broker.close();
    }

    @Test
    void deliversRetainedMessagesAndThoseOfAPersistentSession() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start()) {
            Mqtt3BlockingClient keeper = client(broker, "keeper");
            keeper.connectWith().cleanSession(false).send();
            keeper.subscribeWith()
                    .topicFilter("kept/#")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send();
            keeper.disconnect();
            Mqtt3BlockingClient sender = client(broker, "sender");
            sender.connect();
            for (MqttQos qos : List.of(MqttQos.AT_LEAST_ONCE, MqttQos.EXACTLY_ONCE)) {
                sender.publishWith()
                        .topic("kept/" + qos.getCode())
                        .qos(qos)
                        .payload(new byte[] {1})
                        .send();
            }
            sender.publishWith()
                    .topic("retained")
                    .retain(true)
                    .payload(new byte[] {2})
                    .send();
            try (Mqtt3BlockingClient.Mqtt3Publishes messages = keeper.publishes(MqttGlobalPublishFilter.ALL)) {
                keeper.connectWith().cleanSession(false).send();
                keeper.subscribeWith().topicFilter("retained").send();
                List<String> topics = List.of(
                        messages.receive(10, TimeUnit.SECONDS)
                                .orElseThrow()
                                .getTopic()
                                .toString(),
                        messages.receive(10, TimeUnit.SECONDS)
                                .orElseThrow()
                                .getTopic()
                                .toString(),
                        messages.receive(10, TimeUnit.SECONDS)
                                .orElseThrow()
                                .getTopic()
                                .toString());
                assertThat(topics).containsExactly("kept/1", "kept/2", "retained");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "anna,right,SUCCESS",
        "anna,wrong,BAD_USER_NAME_OR_PASSWORD",
        "bert,right,BAD_USER_NAME_OR_PASSWORD",
        "closed,any,SERVER_UNAVAILABLE",
        "strange,any,IDENTIFIER_REJECTED",
        "old,any,UNSUPPORTED_PROTOCOL_VERSION",
        "out,any,NOT_AUTHORIZED"
    })
    void answersAUserAsConfigured(String user, String password, Mqtt3ConnAckReturnCode expected) throws Exception {
        Mqtt3BlockingClient client = client(Shared.BROKER, "someone");
        assertThat(connect(client, user, password)).isEqualTo(expected);
    }

    @Test
    void refusesASubscription() throws Exception {
        Mqtt3BlockingClient client = client(Shared.BROKER, "subscriber");
        connect(client, "anna", "right");
        assertThatThrownBy(() -> client.subscribeWith().topicFilter("secret/#").send())
                .isInstanceOf(Mqtt3SubAckException.class);
        client.subscribeWith().topicFilter("open/#").send();
        client.disconnect();
    }

    @RepeatedTest(20)
    void throwsAClientOut() throws Exception {
        Mqtt3BlockingClient client = client(Shared.BROKER, "guest");
        connect(client, "anna", "right");
        assertThat(Shared.BROKER.disconnect("guest")).isTrue();
        assertThat(Shared.BROKER.disconnect("guest")).isFalse();
        assertThat(Shared.BROKER.isConnected("guest")).isFalse();
    }

    @Test
    void saysWhenTheGivenPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(EmbeddedBroker.HOST))) {
            assertThatThrownBy(() ->
                            EmbeddedBroker.builder().port(other.getLocalPort()).build())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(other.getLocalPort()));
        }
    }

    private static Mqtt3ConnAckReturnCode connect(Mqtt3BlockingClient client, String user, String password) {
        try {
            return client.connectWith()
                    .simpleAuth()
                    .username(user)
                    .password(password.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .applySimpleAuth()
                    .send()
                    .getReturnCode();
        } catch (Mqtt3ConnAckException refused) {
            return refused.getMqttMessage().getReturnCode();
        }
    }

    private static Mqtt3BlockingClient client(EmbeddedBroker broker, String id) {
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(id)
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(broker.port())
                .buildBlocking();
    }

    /** One broker shared by the tests that only use it; it ends with the process. */
    private static final class Shared {
        static final EmbeddedBroker BROKER = start();

        private static EmbeddedBroker start() {
            try {
                return EmbeddedBroker.builder()
                        .access(BrokerAccess.builder()
                                .user("anna", "right")
                                .refuse("closed", 3)
                                .refuse("strange", 2)
                                .refuse("old", 1)
                                .refuse("out", 5)
                                .forbidSubscription("secret/#")
                                .build())
                        .build()
                        .start();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
