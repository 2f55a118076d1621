package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import io.atflux.mqtt.InboundMessage;
import io.atflux.mqtt.Qos;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttMsgTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "+MQTTMSG: 1, 0, test1, 123|test1|123",
                "+MQTTMSG: 1,0,test1,123|test1|123",
                "+MQTTMSG:1,0,test1,123|test1|123",
                "+MQTTMSG: 1, 0, \"test1\", \"123\"|test1|123",
                "+MQTTMSG: 1,0,\"test1\",\"123\"|test1|123",
                "+MQTTMSG: 1, 0, test1, \"123\"|test1|\"123\"",
                "+MQTTMSG: 1, 0, test1, {\"a\":1,\"b\":[2,3]}|test1|{\"a\":1,\"b\":[2,3]}",
                "+MQTTMSG: 1, 0, \"test1\", \"{\"a\":1,\"b\":\"c\"}\"|test1|{\"a\":1,\"b\":\"c\"}",
                "+MQTTMSG: 1,0,\"a,b\",\"x,y\"|a,b|x,y",
                "+MQTTMSG: 1,0,\"test1\",\"unfinished|test1|\"unfinished"
            })
    void messageIsReadInEverySpelling(String line, String topic, String payload) {
        InboundMessage read = MqttMsg.decode(AtLine.of(line));
        assertThat(read.clientId()).isEqualTo(1);
        assertThat(read.message().qos()).isEqualTo(Qos.AT_MOST_ONCE);
        assertThat(read.message().topic()).isEqualTo(topic);
        assertThat(read.message().text()).isEqualTo(payload);
    }

    @Test
    void onlyTheSeparatorsOwnBlankIsDropped() {
        assertThat(MqttMsg.decode(AtLine.of("+MQTTMSG: 1, 0, t,   x "))
                        .message()
                        .text())
                .isEqualTo("  x ");
        assertThat(MqttMsg.decode(AtLine.of("+MQTTMSG: 1,0,t,  x")).message().text())
                .isEqualTo("  x");
    }

    @Test
    void emptyPayloadStaysEmpty() {
        assertThat(MqttMsg.decode(AtLine.of("+MQTTMSG: 2, 1, t, ")).message().payload())
                .isEmpty();
        assertThat(MqttMsg.decode(AtLine.of("+MQTTMSG: 2,1,t,")).message().payload())
                .isEmpty();
        assertThat(MqttMsg.decode(AtLine.of("+MQTTMSG: 2,2,\"t\",\"\""))
                        .message()
                        .payload())
                .isEmpty();
    }

    @Test
    void payloadKeepsEveryByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] head = "+MQTTMSG: 1,0,t,".getBytes(StandardCharsets.US_ASCII);
        byte[] line = java.util.Arrays.copyOf(head, head.length + all.length);
        System.arraycopy(all, 0, line, head.length, all.length);
        assertThat(MqttMsg.decode(Lines.wrap(line, "")).message().payload()).isEqualTo(all);
    }

    @Test
    @Tag("MQTT-3.1.1:1.5.3-1")
    void topicIsUtf8() {
        byte[] line = "+MQTTMSG: 1,0,tür/ß,x".getBytes(StandardCharsets.UTF_8);
        assertThat(MqttMsg.decode(Lines.wrap(line, "")).message().topic()).isEqualTo("tür/ß");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+MQTTMSG: 1,0,t", "+MQTTMSG: x,0,t,p", "+MQTTMSG:", "+MQTTMSG: 1,9,t,p", "+MQTTMSG: 1,0,\"t,p"})
    void lineThatIsNoMessageIsRefused(String line) {
        assertThatThrownBy(() -> MqttMsg.decode(AtLine.of(line))).isInstanceOf(RuntimeException.class);
    }
}
