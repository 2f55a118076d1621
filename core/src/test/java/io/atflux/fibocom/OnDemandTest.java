package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.line.AtLine;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Messages from the module's buffer: only on demand, complete, with any content. */
class OnDemandTest {

    private static final String READ = "AT+MQTTREAD=1";

    private final ScriptedL610 l610 = new ScriptedL610().probes();
    private final ScriptedModem modem = l610.modem;

    /** Requests messages by hand. */
    private static final class Reader extends BaseSubscriber<MqttMessage> {
        private final List<String> got = new ArrayList<>();
        private @Nullable Throwable failure;

        static Reader of(Flux<MqttMessage> messages) {
            Reader reader = new Reader();
            messages.subscribe(reader);
            return reader;
        }

        @Override
        protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
            // Nothing is requested yet.
        }

        @Override
        protected void hookOnNext(MqttMessage message) {
            got.add(message.topic() + "=" + message.text());
        }

        @Override
        protected void hookOnError(Throwable why) {
            failure = why;
        }
    }

    private MqttClient client() {
        modem.when("AT+MQTTCONF=?").answers("+MQTTCONF: (0,1)", "OK");
        modem.when("AT+MQTTCONF=1").answers("OK");
        modem.whenPrefix("AT+MQTTSUB").answers("OK", "+MQTTSUB: 1,1");
        modem.whenPrefix("AT+MQTTUNSUB").answers("OK", "+MQTTUNSUB: 1,1");
        return l610.module().mqtt(1);
    }

    private long reads() {
        return modem.sentLines().stream().filter(READ::equals).count();
    }

    private void pass(long millis) {
        modem.advance(ofMillis(millis));
    }

    @Test
    void nothingIsReadBeforeItIsAskedFor() {
        modem.when(READ)
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m1\"\r\n\r\nOK\r\n")
                .answersRaw("\r\n+MQTTREAD: 1,1,1,2,\"t\",\"m2\"\r\n\r\nOK\r\n")
                .answers("OK")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m3\"\r\n\r\nOK\r\n")
                .answers("OK");
        Reader reader = Reader.of(client().messagesOnDemand("t", Qos.AT_LEAST_ONCE));
        pass(100);
        modem.printsRaw("\r\n+MQTTMSGI: 1,0,1,2\r\n\r\n+MQTTMSGI: 1,1,1,2\r\n");
        pass(100);
        assertThat(modem.sentLines()).containsExactly("AT+MQTTCONF=?", "AT+MQTTCONF=1", "AT+MQTTSUB=1,\"t\",1");

        reader.request(1);
        pass(100);
        assertThat(reader.got).containsExactly("t=m1");
        assertThat(reads()).isEqualTo(1);

        reader.request(5);
        pass(100);
        assertThat(reader.got).containsExactly("t=m1", "t=m2");
        assertThat(reads()).as("and one read without a message").isEqualTo(3);

        modem.printsRaw("\r\n+MQTTMSGI: 1,0,1,2\r\n");
        pass(100);
        assertThat(reader.got).containsExactly("t=m1", "t=m2", "t=m3");
        assertThat(reads()).isEqualTo(5);
    }

    @Test
    void whatIsAnnouncedWhileTheBufferTurnsOutEmptyIsReadAsWell() {
        modem.when(READ)
                .answersRaw("\r\n+MQTTMSGI: 1,0,1,2\r\n\r\nOK\r\n")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m1\"\r\n\r\nOK\r\n")
                .answers("OK");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(2);
        pass(100);

        assertThat(reader.got).containsExactly("t=m1");
    }

    @Test
    void anotherClientsAnnouncementIsNotOurs() {
        modem.when(READ).answers("OK");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(2);
        pass(100);
        modem.printsRaw("\r\n+MQTTMSGI: 2,0,1,2\r\n");
        pass(100);

        assertThat(reads()).isEqualTo(1);
        assertThat(reader.got).isEmpty();
    }

    @Test
    void theListenerThatAsksLeastHoldsUpTheOthers() {
        modem.when(READ)
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"a\",\"m1\"\r\n\r\nOK\r\n")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"b\",\"m2\"\r\n\r\nOK\r\n")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"c\",\"m3\"\r\n\r\nOK\r\n")
                .answers("OK");
        MqttClient client = client();
        Reader fast = Reader.of(client.messagesOnDemand("a", Qos.AT_MOST_ONCE));
        Reader slow = Reader.of(client.messagesOnDemand("b", Qos.AT_MOST_ONCE));
        fast.request(10);
        pass(100);
        assertThat(reads()).isZero();

        slow.request(1);
        pass(100);
        assertThat(fast.got).containsExactly("a=m1");
        assertThat(slow.got).containsExactly("b=m2");
        assertThat(reads()).as("the slow one asks for no more").isEqualTo(2);

        slow.cancel();
        pass(100);
        assertThat(fast.got).as("c fits no subscriber").containsExactly("a=m1");
        assertThat(reads()).isEqualTo(4);
        assertThat(modem.sentLines()).contains("AT+MQTTUNSUB=1,\"b\"").doesNotContain("AT+MQTTUNSUB=1,\"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR", "+CME ERROR: 50"})
    void firmwareWithoutTheModeIsToldBeforeAnythingIsSubscribedTo(String no) {
        modem.when("AT+MQTTCONF=?").answers(no);
        MqttClient client = l610.module().mqtt(1);
        Reader reader = Reader.of(client.messagesOnDemand("t", Qos.AT_MOST_ONCE));
        List<Boolean> possible = new ArrayList<>();
        client.canDeliverOnDemand().subscribe(possible::add);
        modem.advance(ofSeconds(20));

        assertThat(reader.failure)
                .isInstanceOf(AtRejectedException.class)
                .hasMessageContaining("this module's firmware has no buffered mode");
        assertThat(possible).containsExactly(false);
        assertThat(modem.sentLines()).doesNotContain("AT+MQTTCONF=1", "AT+MQTTSUB=1,\"t\",0");
    }

    @Test
    void firmwareWithTheModeIsToldWithoutSwitchingIt() {
        List<Boolean> possible = new ArrayList<>();
        client().canDeliverOnDemand().subscribe(possible::add);
        pass(100);

        assertThat(possible).containsExactly(true);
        assertThat(modem.sentLines()).containsExactly("AT+MQTTCONF=?");
    }

    @Test
    void aFilterThatIsNoneSendsNothing() {
        Reader reader = Reader.of(client().messagesOnDemand("a/#/b", Qos.AT_MOST_ONCE));
        pass(100);

        assertThat(reader.failure).isInstanceOf(AtUsageException.class);
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void aReadingWithoutAnAnswerIsRepeatedTwiceThenAnError() {
        modem.when(READ).staysSilent();
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(1);
        modem.advance(ofSeconds(60));

        assertThat(reads()).isEqualTo(3);
        assertThat(reader.failure).isInstanceOf(AtTimeoutException.class);
    }

    @Test
    void oneReadingWithoutAnAnswerIsNoLossOfTheRest() {
        modem.when(READ)
                .staysSilent()
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m2\"\r\n\r\nOK\r\n")
                .answers("OK");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(9);
        modem.advance(ofSeconds(60));

        assertThat(reader.got).containsExactly("t=m2");
        assertThat(reader.failure).isNull();
    }

    @Test
    void aDamagedReadingIsNoLossOfTheRest() {
        modem.when(READ)
                .answersRaw("\r\n+MQTTREAD: 1,0,1,\u00ff2,\"t\",\"m1\"\r\n\r\nOK\r\n")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m2\"\r\n\r\nOK\r\n")
                .answers("OK");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(9);
        modem.advance(ofSeconds(60));

        assertThat(reader.got).containsExactly("t=m2");
        assertThat(reader.failure).isNull();
    }

    @Test
    void threeDamagedReadingsInARowAreAnError() {
        modem.when(READ).answersRaw("\r\n+MQTTREAD: 1,0,1,9,\"t\"\r\n\r\nOK\r\n\r\n\r\n");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(9);
        modem.advance(ofSeconds(60));

        assertThat(reader.failure).isNotNull();
        assertThat(reader.got).isEmpty();
        assertThat(reads()).isEqualTo(3);
    }

    @Test
    void aModuleThatRestartsWhileItIsReadEndsNothing() {
        modem.when(READ)
                .answersRaw("\r\nAT command ready\r\n")
                .answers("ERROR")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m2\"\r\n\r\nOK\r\n")
                .answers("OK");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(9);
        modem.advance(ofSeconds(60));
        assertThat(reader.got).isEmpty();

        modem.printsRaw("\r\n+MQTTMSGI: 1,0,1,2\r\n");
        modem.advance(ofSeconds(60));
        assertThat(reader.got).containsExactly("t=m2");
        assertThat(reader.failure).isNull();
    }

    @Test
    void aRefusedReadingWaitsForTheNextAnnouncement() {
        modem.when(READ)
                .answers("ERROR")
                .answersRaw("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"m1\"\r\n\r\nOK\r\n")
                .answers("ERROR");
        Reader reader = Reader.of(client().receivedOnDemand());
        reader.request(9);
        modem.advance(ofSeconds(60));
        assertThat(reads()).isEqualTo(1);

        modem.printsRaw("\r\n+MQTTMSGI: 1,0,1,2\r\n");
        modem.advance(ofSeconds(60));
        assertThat(reader.got).containsExactly("t=m1");
        assertThat(reads()).isEqualTo(3);
    }

    @Test
    void theModeIsSetAnewBeforeAnOpenWhileSomebodyListens() {
        modem.when(READ).answers("OK");
        modem.whenPrefix("AT+MQTTUSER").answers("OK");
        modem.whenPrefix("AT+MQTTOPEN").answers("OK", "+MQTTOPEN: 1,1");
        MqttClient client = client();
        Reader reader = Reader.of(client.receivedOnDemand());
        pass(100);
        client.open(Broker.tcp("h", 1883)).subscribe();
        pass(100);
        reader.cancel();
        client.open(Broker.tcp("h", 1883)).subscribe();
        pass(100);
        client.deliverDirectly().subscribe();
        pass(100);

        assertThat(modem.sentLines().stream().filter(line -> !line.startsWith("AT+MQTTUSER")))
                .containsExactly(
                        "AT+MQTTCONF=?",
                        "AT+MQTTCONF=1",
                        "AT+MQTTCONF=1",
                        "AT+MQTTOPEN=1,\"h\",1883,0,60",
                        "AT+MQTTOPEN=1,\"h\",1883,0,60",
                        "AT+MQTTCONF=0");
    }

    @Test
    void aLostLineIsAnErrorAlsoWhileNothingIsAskedFor() {
        Reader reader = Reader.of(client().messagesOnDemand("t", Qos.AT_MOST_ONCE));
        pass(100);
        modem.drops();
        pass(100);

        assertThat(reader.failure).isInstanceOf(AtConnectionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\nOK\r\n",
                "\"\r\n+MQTTMSGI: 1,0,1,2\r\n\r\nERROR\r\n",
                "\u0000\u0001\u001a\u001b\u007f\u0080\u00fe\u00ff",
                "+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n\r\nOK\r\n",
                "\"\",\"\",\"",
                "> "
            })
    void aMessageComesByteByByteWhateverItHolds(String payload) {
        List<byte[]> got = new ArrayList<>();
        modem.when(READ)
                .answersRaw(
                        "\r\n+MQTTREAD: 1,2,5," + payload.length() + ",\"a,\"/b\",\"" + payload + "\"\r\n\r\nOK\r\n")
                .answers("OK");
        client().receivedOnDemand().subscribe(message -> {
            assertThat(message.topic()).isEqualTo("a,\"/b");
            assertThat(message.qos()).isEqualTo(Qos.EXACTLY_ONCE);
            got.add(message.payload());
        });
        pass(1000);

        assertThat(got).hasSize(1);
        assertThat(got.get(0)).isEqualTo(payload.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reads()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+MQTTREAD: 2,0,1,2,\"t\",\"m1\"",
                "+MQTTREAD: 1,0,1,3,\"t\",\"m1\"",
                "+MQTTREAD: 1,0,2,1,\"t\",\"m1\"",
                "+MQTTREAD: 1,0,-1,4,\"t\",\"m1\"",
                "+MQTTREAD: 1,0,x,2,\"t\",\"m1\"",
                "+MQTTREAD: 1,9,1,2,\"t\",\"m1\"",
                "+MQTTREAD: 1,0,1",
                "+MQTTREAD: 1,0,0,0,t,m1"
            })
    void whatIsNotAsLongAsAnnouncedIsNoMessage(String line) {
        AtReply reply = AtReply.of(FinalResult.OK, AtLine.of(line));

        assertThatThrownBy(() -> MqttRead.decode(reply, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
