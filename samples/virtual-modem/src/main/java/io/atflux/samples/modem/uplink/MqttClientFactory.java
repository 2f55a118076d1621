package io.atflux.samples.modem.uplink;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuthBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.reactivex.schedulers.Schedulers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Builds the MQTT client and its CONNECT from the settings of the AT commands. */
final class MqttClientFactory {

    private MqttClientFactory() {}

    /**
     * A client for one connection.
     *
     * @throws TlsSetupException if the uploaded TLS material is unusable
     * @throws IllegalArgumentException if no MQTT packet can carry a value
     */
    static Mqtt3AsyncClient client(
            OpenRequest request,
            InetAddress address,
            Duration patience,
            ConnectionLoops loops,
            MqttClientDisconnectedListener listener)
            throws TlsSetupException {
        MqttClientTransportConfigBuilder transport = MqttClientTransportConfig.builder()
                .serverAddress(new InetSocketAddress(address, request.port()))
                .socketConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        OpenRequest.Tls tls = request.tls();
        if (tls != null) {
            transport = transport.sslConfig(ClientTls.config(tls, patience));
        }
        // Callbacks run on the event loop itself: in the client's own pool a loss could overtake the messages before
        // it.
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
                .transportConfig(transport.build())
                .executorConfig(MqttClientExecutorConfig.builder()
                        .nettyExecutor(loops)
                        .applicationScheduler(Schedulers.trampoline())
                        .build())
                .addDisconnectedListener(listener);
        if (!request.clientId().isEmpty()) {
            builder = builder.identifier(request.clientId());
        }
        return builder.buildAsync();
    }

    static Mqtt3Connect connect(OpenRequest request) {
        Mqtt3ConnectBuilder connect =
                Mqtt3Connect.builder().cleanSession(request.cleanSession()).keepAlive(request.keepAliveSeconds());
        // MQTT has no password without a user name (3.1.2.9), so a password alone is left out.
        byte[] user = request.user();
        if (user != null) {
            connect = connect.simpleAuth(auth(text(user, "user name"), request.password()));
        }
        OpenRequest.Will will = request.will();
        if (will != null) {
            connect = connect.willPublish(publish(will.topic(), will.qos(), will.retain(), will.payload()));
        }
        return connect.build();
    }

    static Mqtt3Publish publish(byte[] topic, int qos, boolean retain, byte[] payload) {
        return Mqtt3Publish.builder()
                .topic(text(topic, "topic"))
                .qos(qos(qos))
                .retain(retain)
                .payload(payload)
                .build();
    }

    static MqttQos qos(int code) {
        MqttQos qos = MqttQos.fromCode(code);
        if (qos == null) {
            throw new IllegalArgumentException("QoS " + code + " is not one of 0, 1, 2");
        }
        return qos;
    }

    static String text(byte[] bytes, String what) {
        String text = MqttText.decode(bytes);
        if (text == null) {
            throw new IllegalArgumentException("the " + what + " is not UTF-8");
        }
        return text;
    }

    private static Mqtt3SimpleAuth auth(String user, byte @Nullable [] password) {
        Mqtt3SimpleAuthBuilder.Complete auth = Mqtt3SimpleAuth.builder().username(user);
        return password == null ? auth.build() : auth.password(password).build();
    }
}
