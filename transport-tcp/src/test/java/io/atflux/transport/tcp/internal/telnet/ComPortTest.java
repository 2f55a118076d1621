package io.atflux.transport.tcp.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.transport.FlowControl;
import io.atflux.transport.tcp.rfc2217.ComPort;
import io.atflux.transport.tcp.rfc2217.ComPortEvent;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.atflux.transport.tcp.rfc2217.Purge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ComPortTest {

    private static final String SETTINGS =
            "FFFA2C010001C200FFF0FFFA2C0208FFF0FFFA2C0301FFF0FFFA2C0401FFF0FFFA2C0501FFF0"
                    + "FFFA2C0508FFF0FFFA2C050BFFF0FFFA2C0A1EFFF0FFFA2C0BFFFFFFF0";

    @Test
    @Tag("RFC-2217:1")
    @Tag("RFC-2217:SET-BAUDRATE")
    @Tag("RFC-2217:SET-LINESTATE-MASK")
    @Tag("RFC-2217:SET-MODEMSTATE-MASK")
    void theSettingsAreSentOnceTheServerAgreesAndReadyWaitsForAllAnswers() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.written();
            line.says(Line.AGREED);
            assertThat(line.isReady()).isFalse();

            line.says("FFFD2C");
            assertThat(line.written()).isEqualTo(SETTINGS);
            line.says(Line.GRANTED.replace("FFFA2C6901FFF0", ""));
            assertThat(line.isReady()).isFalse();
            line.says("FFFA2C6901FFF0");

            assertThat(line.isReady()).isTrue();
            assertThat(line.warnings()).isEmpty();
        }
    }

    @Test
    @Tag("RFC-2217:1")
    void aServerThatOffersRfc2217ItselfIsTakenAtItsWord() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.written();
            line.says("FFFB2C");

            assertThat(line.written()).isEqualTo("FFFD2C" + SETTINGS);
        }
    }

    @Test
    void aLineThatClosesBeforeAllAnswersIsNeverReady() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.says(Line.AGREED + "FFFD2C");

            line.channel.close();
            line.passes(Line.LIMIT);

            assertThat(line.isReady()).isFalse();
        }
    }

    @Test
    @Tag("V.250:6.2.12")
    @Tag("RFC-2217:SET-CONTROL-flow")
    void hardwareFlowControlLeavesRtsAlone() {
        try (Line line = new Line(
                ComPortSettings.builder().flowControl(FlowControl.RTS_CTS).build())) {
            line.written();
            line.says("FFFD2C");

            assertThat(line.written()).contains("FFFA2C0503FFF0").doesNotContain("FFFA2C050BFFF0");
        }
    }

    @Test
    @Tag("RFC-2217:1")
    void aServerWithoutRfc2217IsUsedAsItIs() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.says(Line.AGREED + "FFFE2C");

            assertThat(line.isReady()).isTrue();
            assertThat(line.ports).isEmpty();
            assertThat(line.warnings())
                    .containsExactly(
                            "rfc2217://h:1: the server does not support RFC 2217; its serial port is unchanged");
        }
    }

    @Test
    @Tag("RFC-2217:SET-BAUDRATE")
    @Tag("RFC-2217:SET-PARITY")
    void somethingElseGrantedIsWarnedOfWithBothValues() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.says(Line.AGREED + "FFFD2C");
            line.says(Line.GRANTED.replace("0001C200", "00002580").replace("FFFA2C6701FFF0", "FFFA2C6703FFF0"));

            assertThat(line.isReady()).isTrue();
            assertThat(line.warnings())
                    .containsExactly(
                            "rfc2217://h:1: asked for 115200 baud, granted 9600 baud",
                            "rfc2217://h:1: asked for parity NONE, granted parity EVEN");
        }
    }

    @Test
    @Tag("RFC-2217:answers")
    void answersThatNeverComeDelayTheLineOnlyUntilTheirLimit() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.says(Line.AGREED + "FFFD2C" + Line.GRANTED.substring(0, 20));
            line.passes(Line.LIMIT.minusMillis(1));
            assertThat(line.isReady()).isFalse();

            line.passes(Duration.ofMillis(1));

            assertThat(line.isReady()).isTrue();
            assertThat(line.warnings())
                    .contains("rfc2217://h:1: no answer within 3000 ms to"
                            + " [8 data bits, parity NONE, 1 stop bits, flow control NONE]; going on without");
        }
    }

    @Test
    @Tag("RFC-2217:SET-CONTROL-wires")
    void theLineDoesNotWaitForWiresThatAPortMayNotHave() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.says(Line.AGREED + "FFFD2C"
                    + Line.GRANTED.replace("FFFA2C6908FFF0", "").replace("FFFA2C690BFFF0", ""));
            assertThat(line.isReady()).isTrue();
            assertThat(line.warnings()).isEmpty();

            line.passes(Line.LIMIT);

            assertThat(line.warnings())
                    .containsExactly(
                            "rfc2217://h:1: no answer within 3000 ms to: DTR on",
                            "rfc2217://h:1: no answer within 3000 ms to: RTS on");
        }
    }

    @Test
    void aServerThatSaysNothingAtAllIsUsedAsItIs() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.passes(Line.LIMIT);

            assertThat(line.isReady()).isTrue();
            assertThat(line.warnings()).singleElement().asString().contains("the offer of telnet options");
        }
    }

    @Test
    void aServerThatAgreesLateIsStillToldTheSettings() {
        try (Line line = new Line(ComPortSettings.defaults())) {
            line.passes(Line.LIMIT);
            line.written();

            line.says("FFFD2C");
            assertThat(line.written()).isEqualTo(SETTINGS);
            line.passes(Line.LIMIT);

            assertThat(line.warnings())
                    .hasSize(8)
                    .anyMatch(text -> text.endsWith("no answer within 3000 ms to: 115200 baud"));
        }
    }

    @Test
    @Tag("RFC-2217:SET-BAUDRATE")
    @Tag("RFC-2217:SET-CONTROL-wires")
    void aRequestSucceedsWithWhatTheServerGrants() {
        try (Line line = Line.opened()) {
            List<Object> results = new ArrayList<>();
            ComPort port = line.ports.get(0);
            port.baudRate(230_400).subscribe(results::add);
            port.dtr(true).subscribe(results::add);
            assertThat(line.written()).isEqualTo("FFFA2C0100038400FFF0FFFA2C0508FFF0");

            line.says("FFFA2C6909FFF0");
            line.says("FFFA2C65000 0E100FFF0".replace(" ", ""));

            assertThat(results).containsExactly(false, 57_600);
        }
    }

    @Test
    @Tag("RFC-2217:SET-BAUDRATE")
    @Tag("RFC-2217:answers")
    void aBaudRateWithAllOnesInItIsDoubledToo() {
        try (Line line = Line.opened()) {
            line.ports.get(0).baudRate(0xFFFF).subscribe(granted -> {}, closed -> {});

            assertThat(line.written()).isEqualTo("FFFA2C010000FFFFFFFFFFF0");
        }
    }

    @Test
    @Tag("RFC-2217:PURGE-DATA")
    @Tag("RFC-2217:answers")
    void aRequestWithoutAnAnswerErrsAfterItsLimit() {
        try (Line line = Line.opened()) {
            Mono<Void> purge = line.ports.get(0).purge(Purge.BOTH);
            List<Throwable> errors = new ArrayList<>();
            purge.subscribe(done -> {}, errors::add);
            assertThat(line.written()).isEqualTo("FFFA2C0C03FFF0");

            line.passes(Line.LIMIT);

            assertThat(errors)
                    .singleElement()
                    .isInstanceOf(AtConnectionException.class)
                    .satisfies(error -> {
                        assertThat(error).hasMessageContaining("no answer within 3000 ms to: purge 3");
                        assertThat(((AtConnectionException) error).outcome()).isEqualTo(Outcome.UNKNOWN);
                    });
        }
    }

    @Test
    void requestsOfAClosedLineAreNotSent() {
        Line line = Line.opened();
        ComPort port = line.ports.get(0);
        List<Throwable> errors = new ArrayList<>();
        port.rts(false).subscribe(done -> {}, errors::add);
        line.close();

        assertThatThrownBy(() -> port.rts(true).block())
                .isInstanceOf(AtConnectionException.class)
                .satisfies(error ->
                        assertThat(((AtConnectionException) error).outcome()).isEqualTo(Outcome.NOT_SENT));
        assertThat(errors).singleElement().satisfies(error -> assertThat(((AtConnectionException) error).outcome())
                .isEqualTo(Outcome.UNKNOWN));
    }

    @Test
    @Tag("RFC-2217:SET-CONTROL-break")
    void aBreakLastsAsLongAsItIsAskedTo() {
        try (Line line = Line.opened()) {
            List<String> done = new ArrayList<>();
            line.ports.get(0).sendBreak(Duration.ofMillis(250)).subscribe(v -> {}, e -> {}, () -> done.add("over"));
            assertThat(line.written()).isEqualTo("FFFA2C0505FFF0");
            line.says("FFFA2C6905FFF0");
            line.passes(Duration.ofMillis(249));
            assertThat(line.written()).isEmpty();

            line.passes(Duration.ofMillis(1));
            assertThat(line.written()).isEqualTo("FFFA2C0506FFF0");
            line.says("FFFA2C6906FFF0");

            assertThat(done).containsExactly("over");
        }
    }

    @Test
    @Tag("V.250:6.2.8")
    @Tag("RFC-2217:NOTIFY-LINESTATE")
    @Tag("RFC-2217:NOTIFY-MODEMSTATE")
    void eventsComeInTheMiddleOfALineAndLateListenersGetTheLatest() {
        try (Line line = Line.opened()) {
            List<ComPortEvent> early = new ArrayList<>();
            List<ComPortEvent> late = new ArrayList<>();
            line.ports.get(0).events().subscribe(early::add);

            line.says("2B43 FFFA2C6BB0FFF0 5351 FFFA2C6A10FFF0 3A FFFA2C6B30FFF0");
            line.ports.get(0).events().subscribe(late::add);

            assertThat(line.received()).isEqualTo("2B4353513A");
            assertThat(early)
                    .containsExactly(
                            new ComPortEvent.ModemState(0xB0),
                            new ComPortEvent.LineState(0x10),
                            new ComPortEvent.ModemState(0x30));
            assertThat(late).containsExactly(new ComPortEvent.LineState(0x10), new ComPortEvent.ModemState(0x30));
            assertThat(new ComPortEvent.ModemState(0xB0).carrierDetect()).isTrue();
            assertThat(new ComPortEvent.ModemState(0x30).carrierDetect()).isFalse();
            assertThat(new ComPortEvent.LineState(0x10).breakDetected()).isTrue();
        }
    }

    @Test
    @Tag("RFC-2217:SIGNATURE")
    void aServerThatAsksIsToldOnceWhoWeAre() {
        try (Line line = Line.opened()) {
            line.says("FFFA2C64FFF0 41");
            assertThat(line.written()).isEqualTo("FFFA2C0061 74666C7578FFF0".replace(" ", ""));
            assertThat(line.received()).isEqualTo("41");

            line.says("FFFA2C64FFF0 FFFA2C6473657232 6E6574FFF0".replace(" ", ""));
            assertThat(line.written()).isEmpty();
        }
    }

    @Test
    @Tag("RFC-2217:FLOWCONTROL")
    void requestsWaitTooWhileTheServerAsksForIt() {
        try (Line line = Line.opened()) {
            List<Object> results = new ArrayList<>();
            line.says("FFFA2C6CFFF0");
            line.ports.get(0).dtr(false).subscribe(results::add);
            line.says("FFFB01");
            assertThat(line.written()).isEmpty();

            line.says("FFFA2C6DFFF0");
            assertThat(line.written()).isEqualTo("FFFA2C0509FFF0FFFE01");
            line.says("FFFA2C6909FFF0");
            assertThat(results).containsExactly(false);
        }
    }

    @Test
    @Tag("RFC-2217:FLOWCONTROL")
    void whatWaitsForAServerThatNeverResumesErrsAfterItsLimit() {
        try (Line line = Line.opened()) {
            List<Throwable> errors = new ArrayList<>();
            line.says("FFFA2C6CFFF0");
            line.ports.get(0).rts(true).subscribe(done -> {}, errors::add);

            line.passes(Line.LIMIT);

            assertThat(errors).singleElement().isInstanceOf(AtConnectionException.class);
            assertThat(line.written()).isEmpty();
        }
    }
}
