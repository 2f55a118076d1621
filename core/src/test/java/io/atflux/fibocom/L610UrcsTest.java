package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.line.AtLine;
import io.atflux.line.TextShape;
import io.atflux.modem.ModemEvent;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttEvent.Cause;
import io.atflux.profile.AtProfile;
import io.atflux.urc.UrcType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class L610UrcsTest {

    private static final AtProfile L610 = L610Profile.defaults().atProfile();

    private static Object decode(String text) {
        AtLine line = AtLine.of(text);
        String key = line.name().isEmpty() ? text : line.name();
        for (UrcType<?> type : L610.urcs(key)) {
            if (type.shape().matches(line)) {
                return type.decoder().apply(line);
            }
        }
        return "nothing";
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("AT command ready", new ModemEvent.Banner("AT command ready")),
                Arguments.of("AT READY", new ModemEvent.Banner("AT READY")),
                Arguments.of("+SIM READY", new ModemEvent.SimReady()),
                Arguments.of("+SIM DROP", new ModemEvent.SimDropped()),
                Arguments.of("+SIM: Removed", new ModemEvent.SimRemoved()),
                Arguments.of("+SIM: Inserted", new ModemEvent.SimInserted()),
                Arguments.of("^STN: 25", new ModemEvent.Notice("^STN: 25")),
                Arguments.of("+ESMCAUSE: 33", new ModemEvent.Notice("+ESMCAUSE: 33")),
                Arguments.of("+MIPCALL: 0", new ModemEvent.BearerLost()),
                Arguments.of("+MIPCALL:0", new ModemEvent.BearerLost()),
                Arguments.of("+MQTTBREAK: 1,1", new MqttEvent.Broken(1, Cause.NETWORK_ABNORMAL)),
                Arguments.of("+MQTTBREAK: 2,2", new MqttEvent.Broken(2, Cause.RADIO_LINK_BROKEN)),
                Arguments.of("+MQTTBREAK: 1,3", new MqttEvent.Broken(1, Cause.NOT_REGISTERED)),
                Arguments.of("+MQTTBREAK: 1,0", new MqttEvent.Broken(1, Cause.UNKNOWN)),
                Arguments.of("+MQTTLOSE: 1, 1", new MqttEvent.Broken(1, Cause.NETWORK_ABNORMAL)),
                Arguments.of("+MQTTOPEN: 1,1", new MqttEvent.Changed(1, true)),
                Arguments.of("+MQTTOOPEN: 1,1", new MqttEvent.Changed(1, true)),
                Arguments.of("+MQTTOPEN: 2, 0", new MqttEvent.Changed(2, false)),
                Arguments.of("+MQTTCLOSE: 1,1", new MqttEvent.Changed(1, false)),
                Arguments.of("+MQTTCLOSE", new MqttEvent.Changed(0, false)),
                Arguments.of("+MQTTMSGI: 1,0,5,9", new MqttEvent.Announced(1, io.atflux.mqtt.Qos.AT_MOST_ONCE, 5, 9)));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportIsTyped(String line, Object event) {
        assertThat(decode(line)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+MIPCALL: 10.104.48.68;10.104.48.68",
                "+MIPCALL:10.104.48.68;10.104.48.68",
                "+MIPCALL: 10.1.2.3,2409:8900::1;10.1.2.3,2409:8900::1",
                "+MIPCALL: \"10.1.2.3\";10.1.2.3",
                "+MIPCALL: 1,10.1.2.3;10.1.2.3",
                "+MIPCALL: 1,1,\"10.1.2.3\";10.1.2.3",
                "+MIPCALL: 1;''"
            })
    void addressMeansThatTheBearerIsUp(String line, String addresses) {
        assertThat(decode(line)).isInstanceOfSatisfying(ModemEvent.BearerUp.class, up -> assertThat(
                        up.bearer().text())
                .isEqualTo(addresses));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+MIPCALL: 2", "+MQTTOPEN: 1", "+SIM: whatever", "SIM READY"})
    void answerIsNoReport(String line) {
        assertThat(decode(line)).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;true",
                "1;true",
                "2;true",
                "1,2;true",
                "1, 2;true",
                "1,1;false",
                "2,1;false",
                "1,0;false",
                "0,1;false"
            })
    void openListIsToldFromAResult(String values, boolean list) {
        for (String name : L610Urcs.OPEN_NAMES) {
            assertThat(L610Urcs.openList(name).matches(AtLine.of(name + ": " + values)))
                    .isEqualTo(list);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;true", "1,10.1.2.3;true", "1,104.48.68;true", "1;true", "2;true", "10.1.2.3;false"})
    void bearerAnswerIsToldFromAnAddress(String values, boolean answer) {
        assertThat(L610Urcs.MIPCALL_ANSWER.matches(AtLine.of("+MIPCALL: " + values)))
                .isEqualTo(answer);
    }

    @Test
    void messagesEndInTextOfUnknownLength() {
        AtLine message = AtLine.of("+MQTTMSG: 1, 0, t, hello");
        assertThat(L610.urcs("+MQTTMSG")).hasSize(1);
        assertThat(L610.framing().textOf(message)).isSameAs(L610Urcs.MESSAGE_TEXT);
        assertThat(L610Urcs.MESSAGE_TEXT.quote(message)).isEqualTo(TextShape.Quote.NONE);
    }

    @Test
    void secretsOfRawCommandsAreKnown() {
        assertThat(L610.secretParameters("+MQTTUSER")).containsExactly(2);
        assertThat(L610.secretParameters("+MGAUTH")).containsExactly(3);
        assertThat(L610.secretParameters("+MIPCALL")).containsExactly(3);
        assertThat(L610.secretParameters("+CPIN")).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "58,invalid command line",
        "53,parameters are invalid",
        "50,Excute command failure",
        "13,SIM failure",
        "703,MQTT bad user name or password",
        "901,PDP not active"
    })
    void errorIsFoundByNumberAndByText(int number, String text) {
        assertThat(L610.errors().cme("" + number).reason()).isEqualTo(text);
        assertThat(L610.errors().cme(text).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+MIPCLOSED: 1,1", "+MIPSTAT: 1,1", "+MQTTPUB: 1,1,7", "+MQTTOPEN: 1,1,0"})
    void resultCodeIsKnown(String line) {
        AtLine said = AtLine.of(line);
        assertThat(L610.urcs(said.name())).anyMatch(type -> type.shape().matches(said));
    }

    @Test
    void errorsThatAreNeverRetriedAreThoseThatNoReSendChanges() {
        assertThat(L610.neverRetryOn()).containsExactlyInAnyOrder(701, 703, 704);
        assertThat(L610.neverRetryOnRepeated()).containsExactlyInAnyOrder(4, 53, 58, 980);
    }
}
