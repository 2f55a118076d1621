package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.modem.ApnMemory;
import io.atflux.modem.Iccid;
import io.atflux.modem.Modem;
import io.atflux.modem.PinMemory;
import io.atflux.modem.SimPin;
import io.atflux.test.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A PIN whose tries are recorded by card: in time, for each result of a try, and over several lives of the process. */
class PinMemoryTest {

    private static final String CARD = "89860446161990000010";
    private static final String OTHER = "89860446161990000028";
    private static final String THIRD = "89860446161990000036";
    private static final String WRONG = "AT+CPIN=\"9999\"";

    private final ScriptedL610 l610 = new ScriptedL610();
    private final Notes notes = new Notes();

    /** Like a store that survives the process. */
    private static final class Notes implements PinMemory {

        private final Map<Iccid, String> kept = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private Mono<Void> answer = Mono.empty();

        @Override
        public Mono<String> recall(Iccid card) {
            return Mono.defer(() -> answer.then(Mono.justOrEmpty(kept.get(card))));
        }

        @Override
        public Mono<Void> keep(Iccid card, @Nullable String note) {
            return Mono.defer(() -> answer.then(Mono.fromRunnable(() -> {
                told.add(
                        note == null
                                ? "nothing"
                                : note.replaceAll("v1 \\p{XDigit}+ ", "").replaceAll("\\p{XDigit}{64}=", ""));
                if (note == null) {
                    kept.remove(card);
                } else {
                    kept.put(card, note);
                }
            })));
        }
    }

    /** A card that needs its PIN, and has another number at each query; the last number is repeated. */
    private ScriptedL610 cards(String... numbers) {
        Script asked = l610.when("AT+CCID?");
        for (String number : numbers) {
            asked = asked.answers("+CCID: " + number, "OK");
        }
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK");
        return l610;
    }

    /** A new life of the process: the PIN is read from the configuration again. */
    private Modem process(String pin) {
        return l610.module(b -> b.pin(pin)).modem().remembering(ApnMemory.none(), notes);
    }

    private void refused(Modem modem, String words) {
        StepVerifier.withVirtualTime(modem::unlockSim)
                .thenAwait(Duration.ofMinutes(2))
                .expectErrorSatisfies(e ->
                        assertThat(e).isInstanceOf(AtRejectedException.class).hasMessageContaining(words))
                .verify(Duration.ofSeconds(10));
    }

    private void unanswered(Modem modem) {
        StepVerifier.withVirtualTime(modem::unlockSim)
                .thenAwait(Duration.ofMinutes(2))
                .expectError(AtTimeoutException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void theTryIsNotedBeforeThePinIsSent() {
        cards(CARD);
        l610.when(WRONG).staysSilent();
        unanswered(process("9999"));
        assertThat(notes.told).containsExactly("once");
    }

    @Test
    void aRefusalIsNotedAndKnownToTheNextProcess() {
        cards(CARD);
        l610.when(WRONG).answers("+CME ERROR: 16");
        refused(process("9999"), "incorrect password");
        assertThat(notes.told).containsExactly("once", "refused");
        refused(process("9999"), "it is not tried again");
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(1);
    }

    @Test
    void aTryWithoutAnEndIsFollowedByOneMoreInAllProcesses() {
        cards(CARD);
        l610.when(WRONG).staysSilent();
        unanswered(process("9999"));
        unanswered(process("9999"));
        refused(process("9999"), "it is not tried again");
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(2);
    }

    @Test
    void aPinThatIsTakenLeavesNoNote() {
        l610.when("AT+CCID?").answers("+CCID: " + CARD, "OK");
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK").answers("+CPIN: READY", "OK");
        l610.when("AT+CPIN=\"1234\"").answers("OK");
        opens(process("1234"));
        assertThat(notes.told).containsExactly("once", "nothing");
    }

    /** On a line with noise: a card's answer after the PIN is a refusal only if it is understood. */
    @ParameterizedTest
    @ValueSource(strings = {"+CPIN:$READY", "+CPIN: `READY", "+CPIN: SIM RIN", "+CPIN: SEADY"})
    void aDamagedAnswerAfterThePinIsAskedForAgain(String damaged) {
        l610.when("AT+CCID?").answers("+CCID: " + CARD, "OK");
        l610.when("AT+CPIN?")
                .answers("+CPIN: SIM PIN", "OK")
                .answers(damaged, "OK")
                .answers("+CPIN: READY", "OK")
                .answers("+CPIN: SIM PIN", "OK")
                .answers("+CPIN: READY", "OK");
        l610.when("AT+CPIN=\"1234\"").answers("OK");
        Modem modem = process("1234");
        opens(modem);
        opens(modem);
        assertThat(notes.kept).isEmpty();
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(2);
    }

    /** A state of the vendor's own, and a card that stays busy: the PIN may have been accepted, so one more try is safe. */
    @ParameterizedTest
    @ValueSource(strings = {"+CPIN: GONE FISHING", "+CPIN: NOT READY", "+CPIN: PH-NET PIN"})
    void whatSaysNothingOfThePinIsNoRefusal(String word) {
        l610.when("AT+CCID?").answers("+CCID: " + CARD, "OK");
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK").answers(word, "OK");
        l610.when("AT+CPIN=\"1234\"").answers("OK");
        refused(process("1234"), word.substring(7));
        assertThat(notes.told).containsExactly("once");
    }

    /** The reply was lost, but the card had accepted the PIN: it has reset its counter, so the next doubt is the first one again. */
    @Test
    void aCardThatIsFoundOpenEndsTheDoubtOfEarlierTries() {
        unanswered(life("SIM PIN"));
        unanswered(life("SIM PIN"));
        opens(life("READY"));
        assertThat(notes.kept).isEmpty();
        unanswered(life("SIM PIN"));
        unanswered(life("SIM PIN"));
        refused(life("SIM PIN"), "it is not tried again");
    }

    /** A separate module, which never answers a PIN, and a separate process. */
    private Modem life(String state) {
        ScriptedL610 module = new ScriptedL610();
        module.when("AT+CCID?").answers("+CCID: " + CARD, "OK");
        module.when("AT+CPIN?").answers("+CPIN: " + state, "OK");
        module.when(WRONG).staysSilent();
        return module.module(b -> b.pin("9999")).modem().remembering(ApnMemory.none(), notes);
    }

    @Test
    void aCardThatIsFoundOpenDoesNotEndARefusal() {
        l610.when("AT+CCID?").answers("+CCID: " + CARD, "OK");
        l610.when("AT+CPIN?")
                .answers("+CPIN: SIM PIN", "OK")
                .answers("+CPIN: READY", "OK")
                .answers("+CPIN: READY", "OK")
                .answers("+CPIN: SIM PIN", "OK");
        l610.when(WRONG).answers("+CME ERROR: 16");
        Modem first = process("9999");
        refused(first, "incorrect password");
        opens(first);
        opens(first);
        refused(first, "it is not tried again");
        refused(process("9999"), "it is not tried again");
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(1);
        assertThat(l610.modem.countOf("AT+CCID?"))
                .as("asked for once while it is open")
                .isEqualTo(4);
    }

    private static void opens(Modem modem) {
        StepVerifier.withVirtualTime(modem::unlockSim)
                .thenAwait(Duration.ofMinutes(2))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void aReplacedPinIsTriedAndBothAreKnown() {
        cards(CARD);
        l610.when(WRONG).answers("+CME ERROR: 16");
        l610.when("AT+CPIN=\"8888\"").answers("+CME ERROR: 16");
        refused(process("9999"), "incorrect password");
        refused(process("8888"), "incorrect password");
        assertThat(notes.told).containsExactly("once", "refused", "refused once", "refused refused");
        refused(process("9999"), "it is not tried again");
        refused(process("8888"), "it is not tried again");
    }

    @Test
    void anotherCardIsTriedInTheSameProcessAndInALaterOne() {
        cards(CARD, OTHER, OTHER, THIRD);
        l610.when(WRONG).answers("+CME ERROR: 16");
        SimPin pin = SimPin.of("9999");
        Modem modem = l610.module(b -> b.options(
                        io.atflux.modem.ModemOptions.builder().pin(pin).build()))
                .modem()
                .remembering(ApnMemory.none(), notes);
        refused(modem, "incorrect password");
        refused(modem, "incorrect password");
        refused(modem, "it is not tried again");
        refused(process("9999"), "incorrect password");
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(3);
    }

    @Test
    void aNoteThatNobodyUnderstandsKeepsThePinBack() {
        cards(CARD);
        notes.kept.put(new Iccid(CARD), "v2 something else");
        refused(process("9999"), "is not known, so it is not sent");
        assertThat(l610.modem.countOf("AT+CPIN=")).isZero();
        assertThat(notes.kept).containsValue("v2 something else");
    }

    @Test
    void aMemoryThatFailsOrNeverAnswersKeepsThePinBack() {
        cards(CARD);
        notes.answer = Mono.error(new IllegalStateException("no disk"));
        refused(process("9999"), "no disk");
        notes.answer = Mono.never();
        refused(process("9999"), "is not known, so it is not sent");
        assertThat(l610.modem.countOf("AT+CPIN=")).isZero();
    }

    @Test
    void aMemoryThatCannotWriteKeepsThePinBack() {
        cards(CARD);
        Modem modem = l610.module(b -> b.pin("9999")).modem().remembering(ApnMemory.none(), new PinMemory() {
            @Override
            public Mono<String> recall(Iccid card) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> keep(Iccid card, @Nullable String note) {
                return Mono.error(new IllegalStateException("full"));
            }
        });
        refused(modem, "full");
        refused(modem, "full");
        assertThat(l610.modem.countOf("AT+CPIN=")).isZero();
    }

    @Test
    void aCardWithoutANumberGetsNoPinFromAMemoryThatKeepsNotes() {
        l610.when("AT+CCID?").answers("ERROR");
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK");
        refused(process("9999"), "AT+CCID?");
        assertThat(l610.modem.countOf("AT+CPIN=")).isZero();
    }

    @Test
    void withoutNotesItGetsOneTry() {
        l610.when("AT+CCID?").answers("ERROR");
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK");
        l610.when(WRONG).answers("+CME ERROR: 16");
        Modem modem = l610.module(b -> b.pin("9999")).modem().remembering(ApnMemory.none(), PinMemory.none());
        refused(modem, "incorrect password");
        refused(modem, "it is not tried again");
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(1);
    }

    @Test
    void withoutAnyMemoryNoCardIsAskedFor() {
        cards(CARD);
        l610.when(WRONG).answers("+CME ERROR: 16");
        refused(l610.module(b -> b.pin("9999")).modem(), "incorrect password");
        assertThat(l610.modem.countOf("AT+CCID")).isZero();
    }
}
