package io.atflux.samples.modem.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.atflux.samples.broker.BrokerAccess;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The module with a real broker, seen from a plain socket; an independent MQTT client observes the broker. */
class BrokerSessionIT {

    private static final String OK = "\r\nOK\r\n";
    private static final String IMEI = "861234050000010";

    private static DemoPki pki;
    private static EmbeddedBroker broker;

    private HiveMqUplink uplink;
    private ModemServer server;
    private RawSocket module;
    private Mqtt3BlockingClient witness;
    private Mqtt3BlockingClient.Mqtt3Publishes seen;

    @BeforeAll
    static void startBroker() throws Exception {
        pki = DemoPki.create();
        broker = EmbeddedBroker.builder()
                .tls(pki, ClientCertificates.REQUIRED, 0)
                .access(BrokerAccess.builder()
                        .user("g510/test1", "right")
                        .certificateSuffices()
                        .forbidSubscription("forbidden/#")
                        .build())
                .build()
                .start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void switchOn() throws Exception {
        uplink = new HiveMqUplink();
        Switches switches = Switches.quick().with("sim-time=0").with("buffered-mode=present");
        server = ModemServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), switches, uplink);
        module = new RawSocket(server.address());
        module.expect("\r\nAT command ready\r\n\r\n+SIM READY\r\n");
        module.exchange("ATE0\r", "ATE0\r\r\nOK\r\n");
        module.exchange("AT+MIPCALL=1\r", "\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n");
        witness = MqttClient.builder()
                .useMqttVersion3()
                .identifier("witness")
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(broker.port())
                .simpleAuth()
                .username("g510/test1")
                .password("right".getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        witness.connect();
        seen = witness.publishes(MqttGlobalPublishFilter.ALL);
        witness.subscribeWith().topicFilter("up/#").qos(MqttQos.EXACTLY_ONCE).send();
    }

    @AfterEach
    void switchOff() throws Exception {
        seen.close();
        witness.disconnect();
        module.close();
        server.close();
        uplink.close();
    }

    private void user(String password) throws Exception {
        module.exchange("AT+MQTTUSER=1,\"g510/test1\",\"" + password + "\"\r", OK);
    }

    private void open(int result) throws Exception {
        module.exchange(
                "AT+MQTTOPEN=1,\"" + EmbeddedBroker.HOST + "\"," + broker.port() + ",1,60\r",
                OK + "\r\n+MQTTOPEN: 1," + result + "\r\n");
    }

    private void openTls(int result) throws Exception {
        module.exchange(
                "AT+MQTTOPEN=1,\"" + EmbeddedBroker.HOST + "\"," + broker.tlsPort(ClientCertificates.REQUIRED)
                        + ",1,60,2\r",
                OK + "\r\n+MQTTOPEN: 1," + result + "\r\n");
    }

    private Mqtt3Publish next() throws Exception {
        return seen.receive(20, TimeUnit.SECONDS).orElseThrow(() -> new AssertionError("nothing arrived"));
    }

    private void upload(String file, byte[] pem) throws Exception {
        module.exchange("AT+GTSSLFILE=\"" + file + "\"," + pem.length + "\r", "\r\n> ");
        module.exchange(new String(pem, StandardCharsets.ISO_8859_1), OK);
    }

    @Test
    void passwordVariantOfTheGuideReachesTheBroker() throws Exception {
        user("right");
        open(1);
        module.exchange("AT+MQTTSUB=1,\"down/#\",1\r", OK + "\r\n+MQTTSUB: 1,1\r\n");
        module.exchange("AT+MQTTPUB=1,\"up/a\",0,0,\"123\"\r", OK + "\r\n+MQTTPUB: 1,1\r\n");
        Mqtt3Publish inline = next();
        assertThat(inline.getTopic()).hasToString("up/a");
        assertThat(inline.getPayloadAsBytes()).asString().isEqualTo("123");
        module.exchange("AT+MQTTPUB=1,\"up/b\",2,0,6\r", "\r\n> ");
        module.exchange("\"\r\n\0\u001A\u00FF", OK + "\r\n+MQTTPUB: 1,1\r\n");
        assertThat(next().getPayloadAsBytes()).containsExactly('"', 13, 10, 0, 26, 255);
        witness.publishWith()
                .topic("down/x")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("hello".getBytes(StandardCharsets.UTF_8))
                .send();
        module.expect("\r\n+MQTTMSG: 1, 1, down/x, hello\r\n");
        module.exchange("AT+MQTTSUB=1,\"forbidden/#\",0\r", OK + "\r\n+MQTTSUB: 1,0\r\n");
        module.exchange("AT+MQTTUNSUB=1,\"down/#\"\r", OK + "\r\n+MQTTUNSUB: 1,1\r\n");
        module.exchange("AT+MQTTCLOSE=1\r", OK + "\r\n+MQTTCLOSE: 1,1\r\n");
        broker.awaitGone(IMEI);
    }

    @Test
    void wrongPasswordIsRefusedAndTheClientCanTryAgain() throws Exception {
        user("wrong");
        open(0);
        user("right");
        open(1);
        assertThat(broker.isConnected(IMEI)).isTrue();
    }

    @Test
    void uploadedCertificatesReallyMakeTheHandshake() throws Exception {
        DemoPki.Identity device = pki.client("device-1", DemoPki.KeyKind.RSA);
        module.exchange("AT+GTSSLVER=4;+GTSSLMODE=1\r", OK);
        openTls(0);
        module.exchange("AT+GTSSLERR?\r", "\r\n+GTSSLERR: -19\r\n" + OK);
        upload("TRUSTFILE", DemoPki.create().authorityPem());
        openTls(0);
        module.exchange("AT+GTSSLERR?\r", "\r\n+GTSSLERR: -11\r\n" + OK);
        upload("TRUSTFILE", pki.authorityPem());
        openTls(0);
        upload("CAFILE", device.certificatePem());
        upload("KEYFILE", device.keyPem());
        openTls(1);
        module.exchange("AT+GTSSLERR?\r", "\r\n+GTSSLERR: 0\r\n" + OK);
        module.exchange("AT+MQTTPUB=1,\"up/tls\",1,0,\"x\"\r", OK + "\r\n+MQTTPUB: 1,1\r\n");
        assertThat(next().getTopic()).hasToString("up/tls");
    }

    @Test
    void aSecondClientWithTheSameIdTakesOver() throws Exception {
        user("right");
        open(1);
        Mqtt3BlockingClient rival = MqttClient.builder()
                .useMqttVersion3()
                .identifier(IMEI)
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(broker.port())
                .simpleAuth()
                .username("g510/test1")
                .password("right".getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        rival.connect();
        module.expect("\r\n+MQTTBREAK: 1,1\r\n");
        module.exchange("AT+MQTTOPEN?\r", "\r\n+MQTTOPEN: 0\r\n" + OK);
        rival.disconnect();
    }

    @Test
    void lostNetworkPublishesTheWill() throws Exception {
        user("right");
        module.exchange("AT+MQTTWILL=1,\"up/state\",1,0,\"disconnect unexpectedly\"\r", OK);
        open(1);
        server.modem(0).loseNetwork();
        module.expect("\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n");
        assertThat(next().getPayloadAsBytes()).asString().isEqualTo("disconnect unexpectedly");
    }
}
