package io.atflux.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.Dtu;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import io.atflux.transport.AtTransports;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReadmeIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void theReadmesExamplesRun() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
                HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modem =
                        ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink)) {
            String url = "tcp://" + EmbeddedBroker.HOST + ":" + modem.address().getPort();
            Mqtt3BlockingClient cloud = Mqtt3Client.builder()
                    .serverHost(EmbeddedBroker.HOST)
                    .serverPort(broker.port())
                    .buildBlocking();
            cloud.connect();
            // Retained, so that the order of publisher and subscriber does not matter.
            cloud.publishWith()
                    .topic("cmd/led")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .payload("on".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .send();
            StepVerifier.create(ReadmeExamples.echo(url, EmbeddedBroker.HOST, broker.port())
                            .take(1))
                    .expectNext("on")
                    .expectComplete()
                    .verify(LIMIT);
            cloud.disconnect();
        }
    }

    @Test
    void aCommandOfOnesOwnRuns() throws Exception {
        try (HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modem =
                        ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink)) {
            Mono<String> serial = ReadmeExamples.own(AtTransports.of(
                    "tcp://" + EmbeddedBroker.HOST + ":" + modem.address().getPort()));
            assertThat(serial.block(LIMIT)).isNotBlank();
        }
    }

    @Test
    void aLinkLivesThroughARestartOfTheModule() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
                HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modem =
                        ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink)) {
            Mqtt3BlockingClient cloud = Mqtt3Client.builder()
                    .serverHost(EmbeddedBroker.HOST)
                    .serverPort(broker.port())
                    .buildBlocking();
            cloud.connect();
            // Retained, so that each subscription receives it again.
            cloud.publishWith()
                    .topic("cmd/led")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .payload("on".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .send();
            String url = "tcp://" + EmbeddedBroker.HOST + ":" + modem.address().getPort();
            StepVerifier.create(ReadmeExamples.link(AtTransports.of(url), EmbeddedBroker.HOST, broker.port())
                            .take(2))
                    .expectNext("on: CONFIRMED")
                    .then(() -> modem.modem(0).powerCycle())
                    .expectNext("on: CONFIRMED")
                    .expectComplete()
                    .verify(LIMIT.multipliedBy(2));
            cloud.disconnect();
        }
    }

    @Test
    void aDeviceThatDialsInIsDriven() throws Exception {
        try (HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modem =
                        ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink)) {
            int port = Dtu.freePort();
            Future<String> first = ReadmeExamples.dialIn(port).next().toFuture();
            try (Dtu dtu = Dtu.dial(port, "ID=861234567890123\r\n", "HB", modem.address())) {
                assertThat(first.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("OK");
                assertThat(dtu.beats()).isPositive();
            }
        }
    }
}
