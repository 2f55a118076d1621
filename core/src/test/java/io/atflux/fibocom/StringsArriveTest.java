package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.command.CommandText;
import io.atflux.error.AtUsageException;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A string reaches the module unchanged, or is refused by name and position. */
class StringsArriveTest {

    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();
    private static final String HIGH = "ab\ud83d";
    private static final String LOW = "ab\ude00c";
    private static final String WHOLE = "ab\ud83d\ude00c";

    private static void refused(String message, ThrowingCallable code) {
        assertThatThrownBy(code).isInstanceOf(AtUsageException.class).hasMessage(message);
    }

    @Test
    @Tag("MQTT-3.1.1:1.5.3-1")
    void halfOfASurrogatePairIsRefusedWhereverAStringIsGiven() {
        String half = "character 3 is half of a surrogate pair, which is no character";
        for (String text : List.of(HIGH, LOW)) {
            refused(
                    "AT+MQTTPUB: topic: " + half + " [NOT_SENT]",
                    () -> MQTT.publish(1, MqttMessage.of(text, "x"), OnUnknown.GIVE_UP));
            refused("AT+MQTTWILL: topic: " + half + " [NOT_SENT]", () -> MQTT.will(1, Will.of(text, "x")));
            refused("SUBSCRIBE: topic filter: " + half + " [NOT_SENT]", () -> TopicFilter.of(text));
            refused("AT+MQTTUSER: user name: " + half + " [NOT_SENT]", () -> MQTT.user(1, Credentials.of(text, "")));
            refused("AT+MQTTUSER: password: " + half + " [NOT_SENT]", () -> MQTT.user(1, Credentials.of("", text)));
            refused(
                    "AT+MQTTUSER: client id: " + half + " [NOT_SENT]",
                    () -> MQTT.user(1, Credentials.builder().clientId(text).build()));
            refused("message: " + half, () -> MqttMessage.of("t", text));
            refused("will: " + half, () -> Will.of("t", text));
            refused(
                    "AT+X: parameter 2: " + half + " [NOT_SENT]",
                    () -> CommandText.set("AT+X", StringRule.REFUSE).number(1).string(text));
            refused("AT+X: parameter 1: " + half + " [NOT_SENT]", () -> CommandText.set("AT+X", StringRule.REFUSE)
                    .secret(text));
            assertThatThrownBy(() -> L610Commands.of(L610Profile.defaults())
                            .modem()
                            .authenticate(
                                    Apn.builder("a").credentials("user", text).build()))
                    .isInstanceOf(AtUsageException.class)
                    .hasMessageContaining(half);
        }
    }

    @Test
    @Tag("MQTT-3.1.1:1.5.3-1")
    void aWholePairArrives() {
        assertThat(MQTT.subscribe(1, TopicFilter.of(WHOLE), Qos.AT_MOST_ONCE)
                        .text()
                        .wire())
                .isEqualTo("AT+MQTTSUB=1,\"ab\u00f0\u009f\u0098\u0080c\",0");
        assertThat(MqttMessage.of("t", WHOLE).payload()).containsExactly('a', 'b', 0xf0, 0x9f, 0x98, 0x80, 'c');
    }

    @Test
    void aWillThatIsNoTextIsRefusedWhereItCannotBeWrittenByLength() {
        MqttDialect inline = L610Commands.of(
                        L610Profile.builder().willByLength(false).build())
                .mqtt();
        Will binary = Will.of(MqttMessage.builder("t")
                .payload(new byte[] {'o', 'k', (byte) 0xff})
                .qos(Qos.AT_MOST_ONCE)
                .build());
        refused(
                "AT+MQTTWILL: message: byte 3 is no UTF-8, and without the length form a message is written as text"
                        + " [NOT_SENT]",
                () -> inline.will(1, binary));
        Will cut = Will.of(MqttMessage.builder("t")
                .payload(new byte[] {'o', (byte) 0xc3})
                .qos(Qos.AT_MOST_ONCE)
                .build());
        assertThatThrownBy(() -> inline.will(1, cut))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("byte 2");
        assertThat(inline.will(1, Will.of("t", "\u00e9")).text().wire())
                .isEqualTo("AT+MQTTWILL=1,\"t\",0,0,\"\u00c3\u00a9\"");
        assertThat(MQTT.will(1, binary).text().wire()).isEqualTo("AT+MQTTWILL=1,\"t\",0,0,3");
    }

    @Test
    void aHostWithItsPortIsRefusedBeforeAnythingIsSent() {
        refused(
                "BROKER: host \"broker.example:1883\" has a port in it: write \"broker.example\", 1883 [NOT_SENT]",
                () -> Broker.tcp("broker.example:1883", 8883));
    }

    @Test
    void anAddedProfileAddsItsResultCodesAndSecrets() {
        UrcType<AtLine> mine = UrcType.of(LineShape.named("+MINE"));
        AtProfile given = Profiles.generic()
                .mutate()
                .urc(mine)
                .errorFinal("NOT TODAY")
                .secretParameters("+MYKEY", 0)
                .build();
        ScriptedL610 scripted = new ScriptedL610();
        scripted.when("AT+CSQ").answers("+MINE: 7", "+CSQ: 25,99", "OK");
        scripted.when("AT+MYKEY=4711").answers("NOT TODAY");
        L610 module = scripted.module(
                builder -> builder.profile(L610Profile.builder().adding(given).build()));
        List<String> urcs = new ArrayList<>();
        module.session().urcs(mine).subscribe(line -> urcs.add(line.text()));
        List<List<String>> replies = new ArrayList<>();
        module.session().send("AT+CSQ").subscribe(reply -> replies.add(reply.texts()));
        List<String> errors = new ArrayList<>();
        module.session().send("AT+MYKEY=4711").subscribe(reply -> {}, error -> errors.add("" + error.getMessage()));
        assertThat(urcs).containsExactly("+MINE: 7");
        assertThat(replies).containsExactly(List.of("+CSQ: 25,99"));
        assertThat(errors).containsExactly("AT+MYKEY=****: NOT TODAY [REJECTED]");
        // The module's own profile is still complete.
        assertThat(module.session().profile().name()).isEqualTo("L610");
        assertThat(module.session().profile().urcs("+MQTTMSG")).isNotEmpty();
        assertThat(module.session().profile().urcs("+CREG"))
                .isEqualTo(L610Profile.defaults().atProfile().urcs("+CREG"));
    }
}
