package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtConnectionException;
import io.atflux.line.AtLine;
import io.atflux.mqtt.MqttMessage;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Received text with line ends and without a length. */
class TextMessagesTest {

    private static final String BYTES = "\r\n+MQTTMSG: 1, 0, a, one\r\ntwo\nthree\r\nOK\r\n"
            + "\r\n+MQTTMSG: 1,0,\"b\",\"{\r\n  \"x\": 1\r\n}\"\r\n"
            + "\r\n+MQTTMSG: 1, 0, c, short\r\n"
            + "\r\n+CREG: 1\r\n"
            + "\r\n+MQTTMSG: 1, 0, d, x\r\n+MQTTMSG: 1, 0, forged, y\r\n";

    private static final List<String> MESSAGES = List.of(
            "a=one\r\ntwo\nthree\r\nOK", "b={\r\n  \"x\": 1\r\n}", "c=short", "d=x\r\n+MQTTMSG: 1, 0, forged, y");

    private final ScriptedL610 l610 = new ScriptedL610();
    private final ScriptedModem modem = l610.modem;
    private final List<String> got = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    private L610 module(Duration gap) {
        L610 module =
                l610.module(b -> b.profile(L610Profile.builder().textGap(gap).build()));
        module.mqtt(1).received(Overflow.dropOldest(64)).subscribe(this::got, errors::add);
        return module;
    }

    private void got(MqttMessage message) {
        got.add(message.topic() + "=" + message.text());
    }

    @Test
    void anySplitGivesTheSameMessages() {
        for (int split = 1; split < BYTES.length(); split++) {
            TextMessagesTest run = new TextMessagesTest();
            run.module(ofMillis(50));
            run.modem.printsRaw(BYTES.substring(0, split));
            run.modem.advance(ofMillis(49));
            run.modem.printsRaw(BYTES.substring(split));
            run.modem.advance(ofMillis(50));
            assertThat(run.got).as("split at " + split).isEqualTo(MESSAGES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 64})
    void anySizeOfPiecesGivesTheSameMessages(int size) {
        modem.inPiecesOf(size);
        module(ofMillis(50));
        modem.printsRaw(BYTES);
        modem.advance(ofMillis(50));
        assertThat(got).isEqualTo(MESSAGES);
    }

    @Test
    void aMessageIsHandedOnWhenAFreshLineBeginsOrAfterTheGapAndNoEarlier() {
        module(ofMillis(50));
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        assertThat(got).isEmpty();
        modem.prints("+MQTTMSG: 1, 0, a, 2");
        assertThat(got).containsExactly("a=1");
        modem.advance(ofMillis(49));
        assertThat(got).containsExactly("a=1");
        modem.advance(ofMillis(1));
        assertThat(got).containsExactly("a=1", "a=2");
    }

    @Test
    void theFirstByteOfALineWithALeadOfItsOwnHandsTheMessageOn() {
        module(ofMillis(50));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, a, 1\r\n2\r\n");
        // One more line end is text, or the next line's lead: only the following bytes decide.
        modem.printsRaw("\r\n");
        assertThat(got).isEmpty();
        modem.printsRaw("+");
        assertThat(got).containsExactly("a=1\r\n2");
        modem.printsRaw("MQTTMSG: 1, 0, a, 3\r\n");
        modem.advance(ofMillis(50));
        assertThat(got).containsExactly("a=1\r\n2", "a=3");
    }

    @Test
    void theFirstByteOfALineWithoutOneHandsNothingOn() {
        module(ofMillis(50));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, a, 1\r\n");
        modem.printsRaw("+");
        modem.printsRaw("CREG: 1\r\n");
        assertThat(got).isEmpty();
        modem.advance(ofMillis(50));
        assertThat(got).containsExactly("a=1\r\n+CREG: 1");
    }

    @Test
    void aQuoteAtALinesEndHandsNothingOn() {
        module(ofMillis(50));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"b\",\"1\"\r\n");
        modem.advance(ofMillis(49));
        assertThat(got).isEmpty();
        modem.printsRaw("2\"\r\n");
        modem.advance(ofMillis(49));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(got).containsExactly("b=1\"\r\n2");
    }

    @Test
    void eachFurtherLineBeginsTheGapAnew() {
        module(ofMillis(50));
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        modem.advance(ofMillis(40));
        modem.printsRaw("2\r\n");
        modem.advance(ofMillis(40));
        modem.printsRaw("3\r\n");
        modem.advance(ofMillis(49));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(got).containsExactly("a=1\r\n2\r\n3");
    }

    @Test
    void whatComesBehindTheGapIsNoMessageAndNoPartOfOne() {
        module(ofMillis(50));
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        modem.advance(ofMillis(60));
        modem.printsRaw("2\r\n");
        modem.prints("+MQTTMSG: 1, 0, a, 3");
        modem.advance(ofMillis(50));
        assertThat(got).containsExactly("a=1", "a=3");
    }

    @Test
    void withoutAGapEachMessageIsHandedOnAtOnce() {
        module(Duration.ZERO);
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        assertThat(got).containsExactly("a=1");
    }

    @Test
    void aLineThatIsNoMessageIsReportedWithItsRest() {
        L610 module = module(ofMillis(50));
        List<String> strays = new ArrayList<>();
        module.session().unclassified().map(AtLine::text).subscribe(strays::add);
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        modem.printsRaw("\r\n+MQTTMSG: nonsense\r\nmore of it\r\n");
        modem.advance(ofMillis(50));
        modem.prints("RING");
        assertThat(got).containsExactly("a=1");
        assertThat(strays).containsExactly("+MQTTMSG: nonsense\r\nmore of it");
    }

    @Test
    void theSessionsStreamsHaveEachMessageAsOneLineWithItsText() {
        L610 module = module(ofMillis(50));
        List<String> lines = new ArrayList<>();
        module.session().urcs().map(AtLine::text).subscribe(lines::add);
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, a, 1\r\n2\r\n");
        modem.advance(ofMillis(50));
        assertThat(lines).containsExactly("+MQTTMSG: 1, 0, a, 1\r\n2");
    }

    @Test
    void aLostLineHandsOnWhatHasComeAndThenEnds() {
        module(ofMillis(50));
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        modem.drops();
        assertThat(got).containsExactly("a=1");
        assertThat(errors).singleElement().isInstanceOf(AtConnectionException.class);
    }

    @Test
    void textWithoutEndIsCutIntoAMessageOfBoundedSize() {
        L610 module = l610.module();
        List<MqttMessage> cut = new ArrayList<>();
        module.mqtt(1).received(Overflow.dropOldest(64).deliveringCut()).subscribe(cut::add);
        module.mqtt(1).received(Overflow.dropOldest(64)).subscribe(this::got, errors::add);
        modem.prints("+MQTTMSG: 1, 0, a, 1");
        String line = "x".repeat(1022) + "\r\n";
        for (int i = 0; i < 200; i++) {
            modem.printsRaw(line);
        }
        modem.advance(ofMillis(50));
        assertThat(got).isEmpty();
        assertThat(cut).singleElement().satisfies(m -> {
            assertThat(m.isCut()).isTrue();
            assertThat(m.payload().length).isBetween(16 * 1024 - 64, 18 * 1024);
        });
        assertThat(module.mqtt(1).stats().cut()).isEqualTo(1);
    }
}
