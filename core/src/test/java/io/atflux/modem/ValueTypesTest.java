package io.atflux.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.modem.Registration.Domain;
import io.atflux.modem.Registration.Status;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+CIMI: 460046616008063",
                "460046616008063",
                "+CIMI: \"460046616008063\"",
                "+CIMI:460046616008063"
            })
    void imsiIsReadInEveryForm(String line) {
        Imsi imsi = Imsi.from(Said.ok(line));
        assertThat(imsi.digits()).isEqualTo("460046616008063");
        assertThat(imsi.mcc()).isEqualTo("460");
        assertThat(imsi.network(2)).isEqualTo("46004");
    }

    @Test
    void imsiShowsItsNetworkOnly() {
        assertThat(new Imsi("460046616008063")).hasToString("46004**********");
    }

    @Test
    void answerWithoutImsiIsRefused() {
        assertThatThrownBy(() -> Imsi.from(Said.ok("+CIMI: none"))).hasMessage("no IMSI in the answer");
        assertThatThrownBy(() -> new Imsi("46x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+CCID: 89860446161990000010",
                "+ICCID: 89860446161990000010",
                "+CCID: \"89860446161990000010\"",
                "+CCID:89860446161990000010",
                "89860446161990000010"
            })
    void iccidIsReadInEveryForm(String line) {
        assertThat(Iccid.from(Said.ok(line)).digits()).isEqualTo("89860446161990000010");
    }

    @ParameterizedTest
    @CsvSource({
        "8986044616199000001F,8986044616199000001",
        "898604d41619c0031234,898604D41619C0031234",
        "894921003508614947,894921003508614947"
    })
    void iccidIsTheSameWithPaddingAndWithout(String printed, String digits) {
        assertThat(Iccid.from(Said.ok("+CCID: " + printed)).digits()).isEqualTo(digits);
        assertThat(new Iccid(printed)).isEqualTo(new Iccid(digits));
    }

    @Test
    void iccidShowsItsIssuerOnly() {
        assertThat(new Iccid("89860446161990000010")).hasToString("898604**************");
    }

    @Test
    void answerWithoutIccidIsRefused() {
        assertThatThrownBy(() -> Iccid.from(Said.ok("+CCID: none"))).hasMessage("no ICCID in the answer");
        assertThatThrownBy(() -> Iccid.from(Said.ok())).hasMessage("no ICCID in the answer");
        assertThatThrownBy(() -> new Iccid("8986")).hasMessage("an ICCID has 18 to 22 digits");
    }

    @ParameterizedTest
    @CsvSource({"0,false,true,minimum", "1,true,false,full", "4,false,true,radio off", "7,false,false,level 7"})
    void functionalityIsReadByItsNumber(int level, boolean full, boolean off, String text) {
        Functionality read = Functionality.from(Said.ok("+CFUN: " + level));
        assertThat(read).isEqualTo(Functionality.of(level)).hasToString(text);
        assertThat(read.level()).isEqualTo(level);
        assertThat(read.isFull()).isEqualTo(full);
        assertThat(read.isRadioOff()).isEqualTo(off);
    }

    @ParameterizedTest
    @CsvSource({"0,-113", "1,-111", "2,-109", "25,-63", "30,-53", "31,-51"})
    void signalIsReadAsDbm(int rssi, int dbm) {
        assertThat(SignalQuality.from(Said.ok("+CSQ: " + rssi + ",99")).dbm()).hasValue(dbm);
    }

    @Test
    void unknownSignalHasNoDbm() {
        SignalQuality unknown = SignalQuality.from(Said.ok("+CSQ: 99,99"));
        assertThat(unknown).isEqualTo(SignalQuality.UNKNOWN);
        assertThat(unknown.dbm()).isEmpty();
        assertThat(unknown).hasToString("99,99 (unknown)");
    }

    @Test
    void operatorIsReadWithItsTechnology() {
        assertThat(Operator.from(Said.ok("+COPS: 0,0,\"CHINA MOBILE\",7")))
                .isEqualTo(Operator.of(0, "CHINA MOBILE", AccessTechnology.LTE));
    }

    @Test
    void operatorWithoutNetworkIsNotKnown() {
        assertThat(Operator.from(Said.ok("+COPS: 0")).isKnown()).isFalse();
        assertThat(Operator.from(Said.ok("+COPS: 2"))).isEqualTo(Operator.of(2, "", AccessTechnology.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "0,NOT_SEARCHING,false",
        "1,HOME,true",
        "2,SEARCHING,false",
        "3,DENIED,false",
        "4,UNKNOWN,false",
        "5,ROAMING,true",
        "8,EMERGENCY_ONLY,false",
        "77,UNKNOWN,false"
    })
    void registrationIsReadByItsNumber(int stat, Status status, boolean registered) {
        Registration read = Registration.from(Domain.LTE, Said.ok("+CEREG: 0," + stat));
        assertThat(read).isEqualTo(Registration.of(Domain.LTE, status));
        assertThat(read.isRegistered()).isEqualTo(registered);
    }

    @Test
    void registrationAnswerIsToldFromTheResultCode() {
        var answer = Registration.answer(Domain.CIRCUIT);
        var change = Registration.changes(Domain.CIRCUIT).shape();
        var line = io.atflux.line.AtLine.of("+CREG: 2,1,\"1A2B\",\"03C4\"");
        assertThat(answer.matches(line)).isTrue();
        assertThat(change.matches(line)).isFalse();
        var urc = io.atflux.line.AtLine.of("+CREG: 5,\"1A2B\",\"03C4\"");
        assertThat(answer.matches(urc)).isFalse();
        assertThat(change.matches(urc)).isTrue();
        assertThat(Registration.changes(Domain.CIRCUIT).decoder().apply(urc))
                .isEqualTo(new ModemEvent.RegistrationChanged(Registration.of(Domain.CIRCUIT, Status.ROAMING)));
    }

    @ParameterizedTest
    @CsvSource({"READY,READY", "SIM PIN,PIN", "SIM PUK,PUK", "NOT READY,NOT_YET", "SIM PIN2,OTHER", "PH-NET PIN,OTHER"})
    void simStateIsReadByItsWord(String word, SimState.Kind kind) {
        assertThat(SimState.from(Said.ok("+CPIN: " + word)).kind()).isEqualTo(kind);
    }

    @Test
    void bearerKeepsAnAddressThatDoesNotParseAsText() {
        Bearer bearer = Bearer.of(List.of("104.48.68"));
        assertThat(bearer.addresses()).isEmpty();
        assertThat(bearer.text()).isEqualTo("104.48.68");
        assertThat(bearer.isStale()).isFalse();
    }

    @Test
    void bearerMayHaveBothKindsOfAddress() {
        Bearer bearer = Bearer.of(List.of("10.104.48.68", "2409:8900::1"));
        assertThat(bearer.addresses())
                .extracting(a -> a.getHostAddress())
                .containsExactly("10.104.48.68", "2409:8900:0:0:0:0:0:1");
    }

    @Test
    void unspecifiedAddressIsStale() {
        assertThat(Bearer.of(List.of("0.0.0.0")).isStale()).isTrue();
        assertThat(Bearer.of(List.of("0.0.0.0", "2409:8900::1")).isStale()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "26/07/20,06:51:36+00;2026-07-20T06:51:36Z",
                "26/07/20,06:51:36+32;2026-07-20T06:51:36+08:00",
                "26/07/20,06:51:36-14;2026-07-20T06:51:36-03:30",
                "26/07/20,06:51:36;2026-07-20T06:51:36Z"
            })
    void clockIsReadWithItsQuarterHours(String printed, OffsetDateTime time) {
        assertThat(ModemClock.from(Said.ok("+CCLK: \"" + printed + "\""))).isEqualTo(time);
    }

    @Test
    void clockIsWrittenAsItIsRead() {
        assertThat(ModemClock.format(OffsetDateTime.of(2026, 11, 2, 3, 4, 5, 0, ZoneOffset.ofHours(-3))))
                .isEqualTo("26/11/02,03:04:05-12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "80/01/06,00:00:17+00;1980-01-06T00:00:17Z",
                "70/01/01,00:00:09+00;1970-01-01T00:00:09Z",
                "69/12/31,23:59:59+00;2069-12-31T23:59:59Z"
            })
    void clockThatWasNeverSetIsOfTheLastCentury(String printed, OffsetDateTime time) {
        assertThat(ModemClock.from(Said.ok("+CCLK: \"" + printed + "\""))).isEqualTo(time);
        assertThat(ModemClock.format(time)).isEqualTo(printed);
    }

    @Test
    void yearThatTwoDigitsDoNotTellIsRefused() {
        OffsetDateTime late = OffsetDateTime.of(2070, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        assertThatThrownBy(() -> ModemClock.format(late)).hasMessageContaining("year 2070 is not within 1970 to 2069");
    }

    @Test
    void impossibleClockIsRefused() {
        assertThatThrownBy(() -> ModemClock.from(Said.ok("+CCLK: \"26/13/20,06:51:36+00\"")))
                .hasMessage("no time: 26/13/20,06:51:36+00");
    }
}
