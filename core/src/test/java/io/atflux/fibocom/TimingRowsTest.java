package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.modem.Apn;
import io.atflux.modem.ModemDialect;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsVersion;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Every row of the guide's timing table against a scripted module, on virtual time, to the number and the second. */
class TimingRowsTest {

    private static final ModemDialect MODEM =
            L610Commands.of(L610Profile.defaults()).modem();
    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();
    private static final MqttMessage TEXT =
            MqttMessage.builder("test1").text("123").qos(Qos.AT_MOST_ONCE).build();
    private static final TopicFilter TOPIC = TopicFilter.of("test1");

    /**
     * A row of the table.
     *
     * @param ok the module's answer to a command that works, line by line
     * @param question the query before a re-send, with its answer; empty for none
     * @param silentSends the number of sends while the module is silent
     * @param silentEnd the time of the end in that case, seconds
     * @param errorSends the number of sends while the module answers ERROR at once
     * @param errorEnd the time of the end in that case, seconds
     */
    record Row(
            String name,
            Supplier<AtCommand<?>> command,
            String line,
            String[] ok,
            String[] question,
            int silentSends,
            long silentEnd,
            int errorSends,
            long errorEnd) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row shortRow(String name, String line, Supplier<AtCommand<?>> command, String... ok) {
        return new Row(name, command, line, ok, new String[0], 45, 89, 90, 89);
    }

    private static Row mqttRow(String name, String line, Supplier<AtCommand<?>> command, String urc) {
        return new Row(name, command, line, new String[] {"OK", urc}, new String[0], 2, 121, 90, 89);
    }

    private static final String[] IS_OPEN = {"AT+MQTTOPEN?", "+MQTTOPEN: 1"};
    private static final String[] NOT_OPEN = {"AT+MQTTOPEN?", "+MQTTOPEN: 0"};
    private static final String[] NO_IP = {"AT+MIPCALL?", "+MIPCALL: 0"};
    private static final String[] HAS_IP = {"AT+MIPCALL?", "+MIPCALL: 1,10.1.2.3"};

    static Stream<Row> rows() {
        return Stream.of(
                shortRow("CGDCONT", "AT+CGDCONT=1,\"IP\",\"cmnet\"", () -> MODEM.setApn(Apn.of("cmnet")), "OK"),
                shortRow("MIPCALL?", "AT+MIPCALL?", MODEM::bearerState, "+MIPCALL: 0", "OK"),
                new Row(
                        "MIPCALL=1",
                        () -> MODEM.dial(Apn.of("cmnet")),
                        "AT+MIPCALL=1",
                        new String[] {"OK", "+MIPCALL: 10.1.2.3"},
                        NO_IP,
                        3,
                        452,
                        3,
                        2),
                shortRow("MQTTUSER", "AT+MQTTUSER=1,\"u\",\"p\"", () -> MQTT.user(1, Credentials.of("u", "p")), "OK"),
                shortRow(
                        "MQTTWILL",
                        "AT+MQTTWILL=1,\"test1\",0,0,\"bye\"",
                        () -> MQTT.will(1, Will.of("test1", "bye")),
                        "OK"),
                new Row(
                        "MQTTOPEN",
                        () -> MQTT.open(1, Broker.tcp("h", 1883)),
                        "AT+MQTTOPEN=1,\"h\",1883,0,60",
                        new String[] {"OK", "+MQTTOPEN: 1,1"},
                        NOT_OPEN,
                        3,
                        182,
                        3,
                        2),
                mqttRow(
                        "MQTTSUB",
                        "AT+MQTTSUB=1,\"test1\",0",
                        () -> MQTT.subscribe(1, TOPIC, Qos.AT_MOST_ONCE),
                        "+MQTTSUB: 1,1"),
                mqttRow(
                        "MQTTPUB",
                        "AT+MQTTPUB=1,\"test1\",0,0,\"123\"",
                        () -> MQTT.publish(1, TEXT, OnUnknown.SEND_AGAIN),
                        "+MQTTPUB: 1,1"),
                mqttRow("MQTTUNSUB", "AT+MQTTUNSUB=1,\"test1\"", () -> MQTT.unsubscribe(1, TOPIC), "+MQTTUNSUB: 1,1"),
                new Row(
                        "MQTTCLOSE",
                        () -> MQTT.close(1),
                        "AT+MQTTCLOSE=1",
                        new String[] {"OK", "+MQTTCLOSE: 1,1"},
                        IS_OPEN,
                        3,
                        182,
                        3,
                        2),
                shortRow("GTSSLVER?", "AT+GTSSLVER?", MQTT::tlsVersion, "+GTSSLVER: 4", "OK"),
                shortRow("GTSSLVER=4", "AT+GTSSLVER=4", () -> MQTT.setTlsVersion(TlsVersion.TLS_1_2), "OK"),
                shortRow("GTSSLMODE", "AT+GTSSLMODE=1", () -> MQTT.verifyServer(true), "OK"),
                shortRow("GTSSLERR", "AT+GTSSLERR?", MQTT::tlsError, "+GTSSLERR: 0", "OK"),
                // Not in the guide's table.
                shortRow("ATE0", "ATE0", MODEM::echoOff, "OK"),
                new Row(
                        "CFUN=1",
                        MODEM::fullFunctionality,
                        "AT+CFUN=1",
                        new String[] {"OK"},
                        new String[0],
                        15,
                        89,
                        90,
                        89),
                new Row(
                        "CPIN?",
                        MODEM::simState,
                        "AT+CPIN?",
                        new String[] {"+CPIN: READY", "OK"},
                        new String[0],
                        15,
                        89,
                        90,
                        89),
                new Row(
                        "MIPCALL=0",
                        MODEM::release,
                        "AT+MIPCALL=0",
                        new String[] {"OK", "+MIPCALL: 0"},
                        HAS_IP,
                        3,
                        452,
                        3,
                        2));
    }

    private final ScriptedModem modem = new ScriptedModem();

    @BeforeEach
    void answerProbes() {
        modem.whenProof().answersProof();
    }

    private AtSession session() {
        return modem.session(L610.over(modem).client());
    }

    private void question(Row row) {
        if (row.question().length > 0) {
            modem.when(row.question()[0]).answers(row.question()[1], "OK");
        }
    }

    private static Mono<Object> send(AtSession session, Row row) {
        return session.send(row.command().get()).cast(Object.class);
    }

    /** Runs against a session that is built before, inside, or was used already. */
    private void run(String where, Row row, Function<StepVerifier.FirstStep<Object>, StepVerifier> steps) {
        AtSession before = where.equals("inside") ? null : session();
        if (where.equals("shared")) {
            modem.when("AT+SHARED").answers("OK");
            java.util.Objects.requireNonNull(before).send("AT+SHARED").block();
        }
        StepVerifier.FirstStep<Object> first =
                StepVerifier.withVirtualTime(() -> send(before == null ? session() : before, row));
        steps.apply(first).verify(ofSeconds(10));
    }

    private static final List<String> PLACES = List.of("inside", "before", "shared");

    static Stream<Arguments> rowsAndPlaces() {
        return rows().flatMap(row -> PLACES.stream().map(place -> Arguments.of(row, place)));
    }

    @ParameterizedTest(name = "{0}, session built {1}")
    @MethodSource("rowsAndPlaces")
    void successTakesOneSend(Row row, String where) {
        modem.when(row.line()).answers(row.ok());
        run(where, row, first -> first.expectNextCount(1).expectComplete());
        assertThat(modem.countOf(row.line())).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, session built {1}")
    @MethodSource("rowsAndPlaces")
    void errorThenSuccessTakesTwoSendsAndOnePause(Row row, String where) {
        modem.when(row.line()).answers("ERROR").answers(row.ok());
        question(row);
        run(where, row, first -> first.expectSubscription()
                .expectNoEvent(ofMillis(999))
                .thenAwait(ofMillis(1))
                .expectNextCount(1)
                .expectComplete());
        assertThat(modem.countOf(row.line())).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}, session built {1}")
    @MethodSource("rowsAndPlaces")
    void errorToTheEndOfTheRule(Row row, String where) {
        modem.when(row.line()).answers("ERROR");
        question(row);
        run(where, row, first -> endsAt(first, row.errorEnd()).expectErrorSatisfies(e -> assertThat(e)
                .isInstanceOfSatisfying(AtRejectedException.class, no -> assertThat(no.outcome())
                        .isEqualTo(Outcome.REJECTED))));
        assertThat(modem.countOf(row.line())).isEqualTo(row.errorSends());
    }

    @ParameterizedTest(name = "{0}, session built {1}")
    @MethodSource("rowsAndPlaces")
    void silenceToTheEndOfTheRule(Row row, String where) {
        modem.when(row.line()).staysSilent();
        run(where, row, first -> endsAt(first, row.silentEnd()).expectErrorSatisfies(e -> assertThat(e)
                .isInstanceOfSatisfying(
                        AtTimeoutException.class, no -> assertThat(no.outcome()).isEqualTo(Outcome.UNKNOWN))));
        assertThat(modem.countOf(row.line())).isEqualTo(row.silentSends());
    }

    private static StepVerifier.Step<Object> endsAt(StepVerifier.FirstStep<Object> first, long seconds) {
        return first.expectSubscription()
                .expectNoEvent(ofSeconds(seconds).minusMillis(1))
                .thenAwait(ofMillis(1));
    }

    @ParameterizedTest(name = "{0}, session built {1}")
    @MethodSource("rowsAndPlaces")
    void lateAnswerWithinThePauseSettlesTheRuleWithoutAnotherSend(Row row, String where) {
        Duration late = row.command().get().spec().timeout().plusMillis(500);
        modem.when(row.line()).answersAfter(late, row.ok());
        run(where, row, first -> first.expectSubscription()
                .expectNoEvent(late.minusMillis(1))
                .thenAwait(ofMillis(1))
                .expectNextCount(1)
                .expectComplete());
        assertThat(modem.countOf(row.line())).isEqualTo(1);
    }
}
