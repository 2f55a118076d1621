package io.atflux.internal.resync;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.resync.Proof.Finding;
import io.atflux.line.AtLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final List<String> READS = List.of("AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?");
    private static final long S = 1_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(1);
    private Proof proof = fresh(READS);

    private Proof fresh(List<String> reads) {
        return new Proof(reads, true, 12_288, random, Proof.Memory.NONE, 0);
    }

    private Word ask(long now) {
        Word word = Objects.requireNonNull(proof.next(List.of()));
        proof.written(word, now);
        return word;
    }

    private Finding answer(List<String> answers) {
        answers.forEach(answer -> proof.takes(AtLine.of(answer.startsWith("+") ? answer + ": 1" : answer)));
        return proof.finalCame(true, true);
    }

    /** The modem refuses, and nothing else arrives for a second. */
    private void error() {
        assertThat(proof.finalCame(false, true)).isEqualTo(Finding.STRAY);
        assertThat(proof.takeRefusal()).isTrue();
    }

    @Test
    @Tag("V.250:5.2.1")
    void aWordIsTwelveReadsOfFourNamesWithin128Bytes() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Word word = ask(0);
            assertThat(word.line()).matches("AT(\\+(CMEE|CFUN|CGSN|IPR)\\?;){11}\\+(CMEE|CFUN|CGSN|IPR)\\?");
            assertThat(word.line().length()).isLessThanOrEqualTo(128);
            assertThat(seen.add(word.line())).isTrue();
        }
    }

    @Test
    void threeNamesNeedSixteenReads() {
        proof = fresh(READS.subList(0, 3));
        assertThat(ask(0).answers()).hasSize(16);
    }

    @Test
    void onlyTheWholeAnswerToTheWordWrittenLastIsTheProof() {
        Word first = ask(0);
        Word second = ask(S);
        assertThat(answer(second.answers().subList(0, 11))).isEqualTo(Finding.STRAY);
        assertThat(answer(first.answers())).isEqualTo(Finding.NEARER);
        List<String> oneMore = new ArrayList<>(second.answers());
        oneMore.add("+CFUN");
        assertThat(answer(oneMore)).isEqualTo(Finding.STRAY);
        assertThat(answer(second.answers())).isEqualTo(Finding.PROVEN);
        assertThat(proof.isOut()).isFalse();
    }

    @Test
    void linesOfOtherNamesDoNotCountAndAnErrorProvesNothing() {
        Word word = ask(0);
        word.answers().forEach(name -> proof.takes(AtLine.of(name + ": 1")));
        assertThat(proof.takes(AtLine.of("+CREG: 1"))).isFalse();
        assertThat(proof.takes(AtLine.of("RING"))).isFalse();
        assertThat(proof.finalCame(false, false)).isEqualTo(Finding.STRAY);
        assertThat(answer(word.answers())).isEqualTo(Finding.PROVEN);
    }

    @Test
    void aRoundForgetsTheRefusalsIfTheyLeaveItNoWordAtItsBeginning() {
        for (int round = 0; round < 2; round++) {
            proof.begin();
            for (Word word = proof.next(List.of()); word != null; word = proof.next(List.of())) {
                proof.written(word, 0);
                error();
            }
        }
        assertThat(proof.next(List.of())).isNull();
        proof.begin();
        assertThat(ask(0).kind()).isEqualTo(Word.Kind.READS);
    }

    /** Such a line may be a result code, or belong to an answer that began before. */
    @Test
    void aLineThatArrivedBeforeTheWordWasWrittenIsNotItsAnswer() {
        proof = new Proof(List.of("AT+CFUN?"), false, 12_288, random, Proof.Memory.NONE, 0);
        proof.takes(AtLine.of("+CFUN: 1"));
        ask(0);
        assertThat(proof.finalCame(true, true)).isEqualTo(Finding.STRAY);
        assertThat(answer(List.of("+CFUN"))).isEqualTo(Finding.READ);
    }

    @Test
    void aLineOfAnotherKindThatArrivedBeforeTheWordWasWrittenDoesNotCount() {
        refuseRows();
        proof.takes(AtLine.of("+CFUN: 1"));
        Word register = ask(0);
        assertThat(answer(register.answers())).isEqualTo(Finding.PROVEN);
    }

    @Test
    void theWordOfASessionBeforeIsAProofIfItWasTheLastOneThatWasWritten() {
        Word word = ask(0);
        proof = new Proof(READS, true, 12_288, random, proof.leave(5 * S).aged(10 * S), 100 * S);
        assertThat(proof.isOut()).isTrue();
        assertThat(answer(word.answers())).isEqualTo(Finding.PROVEN);
    }

    @Test
    void aWordThatSeemsToBeRefusedAndIsAnsweredLaterKeepsAnEarlierOneFromBeingTheProof() {
        Word first = ask(0);
        ask(S);
        assertThat(proof.finalCame(false, false)).isEqualTo(Finding.STRAY);
        assertThat(proof.takeRefusal()).isTrue();
        assertThat(answer(first.answers())).isEqualTo(Finding.NEARER);
    }

    @Test
    void threeWordsGoOutFreelyAndThenOneAfterTenTwentyAndFortySeconds() {
        ask(0);
        ask(S);
        assertThat(proof.earliest(2 * S)).isEqualTo(2 * S);
        ask(2 * S);
        assertThat(proof.earliest(3 * S)).isEqualTo(12 * S);
        ask(12 * S);
        assertThat(proof.earliest(13 * S)).isEqualTo(32 * S);
        proof = new Proof(READS, true, 12_288, random, proof.leave(13 * S).aged(S), 1000 * S);
        assertThat(proof.earliest(1000 * S)).isEqualTo((1000 - 2 + 20) * S);
        ask(1018 * S);
        assertThat(proof.earliest(1018 * S)).isEqualTo(1058 * S);
        ask(1058 * S);
        assertThat(proof.earliest(1058 * S)).isEqualTo(1098 * S);
    }

    @Test
    void twoRefusalsWithDifferentFirstReadsSayThatTheModemTakesNoRows() {
        String head = ask(0).answers().get(0);
        error();
        Word second = ask(0);
        assertThat(second.kind()).isEqualTo(Word.Kind.READS);
        assertThat(second.answers().get(0)).isNotEqualTo(head);
        error();
        assertThat(ask(0).line()).matches("AT(S8=\\d{1,3}S8\\?){3}S8=2");
    }

    @Test
    void afterAWholeAnswerRefusalsAreOfTheFirstReadAndNeverOfTheRow() {
        answer(ask(0).answers());
        String head = ask(0).answers().get(0);
        error();
        ask(0);
        error();
        Word third = ask(0);
        assertThat(third.kind()).isEqualTo(Word.Kind.READS);
        while (!third.answers().get(0).equals(head)) {
            answer(third.answers().subList(0, 11));
            third = ask(0);
        }
        error();
        assertThat(ask(0).answers()).hasSize(16).doesNotContain(head);
    }

    @Test
    void answersToWordsOfSomebodyElseRefuseNoRead() {
        List<String> others = ask(0).answers();
        proof = fresh(READS);
        for (int i = 0; i < 7; i++) {
            ask(0);
            assertThat(answer(i % 2 == 0 ? others : List.of("+CMEE", "+CFUN", "+CGSN", "+IPR")))
                    .isEqualTo(Finding.STRAY);
            assertThat(proof.takeRefusal()).isTrue();
        }
        assertThat(answer(ask(0).answers())).isEqualTo(Finding.PROVEN);
        for (int i = 0; i < 100; i++) {
            assertThat(ask(0).answers()).hasSize(12);
        }
    }

    @Test
    void aReadThatIsAnsweredByNoLineOfItsNameIsLeftOut() {
        Word whole = ask(0);
        assertThat(whole.answers()).contains("+CGSN");
        answer(whole.answers());
        for (int refusals = 0; refusals < 2; ) {
            Word word = ask(0);
            long there = word.answers().stream().filter("+CGSN"::equals).count();
            if (there == 0 || there > 6) {
                continue;
            }
            answer(word.answers().stream().filter(name -> !name.equals("+CGSN")).toList());
            assertThat(proof.takeRefusal()).isTrue();
            refusals++;
        }
        assertThat(ask(0).answers()).hasSize(16).doesNotContain("+CGSN");
    }

    @Test
    void noAnswerIsLikeTheWordOfAModemThatAnswersReadsOtherwise() {
        for (int i = 0; i < 9; i++) {
            Word word = ask(0);
            assertThat(word.kind()).isEqualTo(Word.Kind.READS);
            answer(word.answers().stream().distinct().toList());
            assertThat(proof.takeRefusal()).isTrue();
        }
        assertThat(ask(0).kind()).isEqualTo(Word.Kind.REGISTER);
    }

    @Test
    void singleReadsCountAgainIfTheModemNoLongerTakesWords() {
        answer(ask(0).answers());
        Word word = ask(0);
        while (word.kind() != Word.Kind.READ) {
            error();
            word = ask(0);
        }
        assertThat(answer(word.answers())).isEqualTo(Finding.READ);
    }

    @Test
    @Tag("V.250:5.3.2")
    @Tag("V.250:6.3.11")
    void theRegisterIsReadAsThreeDigits() {
        refuseRows();
        Word word = ask(0);
        List<String> padded = word.answers().stream()
                .map(value -> String.format("%03d", Integer.parseInt(value)))
                .toList();
        assertThat(answer(padded)).isEqualTo(Finding.PROVEN);
    }

    @Test
    void aModemThatTakesNeitherIsAskedEachReadOnceAndThatProvesLittle() {
        refuseRows();
        ask(0);
        error();
        ask(0);
        error();
        assertThat(ask(0).line()).isEqualTo("AT+CMEE?");
        assertThat(ask(0).line()).isEqualTo("AT+CFUN?");
        // The other read's answer did not arrive: this may be an unsolicited line and another command's final result.
        assertThat(answer(List.of("+CFUN"))).isEqualTo(Finding.NEARER);
        assertThat(ask(0).line()).isEqualTo("AT+CGSN?");
        assertThat(answer(List.of("+CGSN"))).isEqualTo(Finding.READ);
        assertThat(Objects.requireNonNull(proof.next(List.of("+CMEE", "+CFUN", "+CGSN")))
                        .line())
                .isEqualTo("AT+IPR?");
        assertThat(proof.next(List.of("+CMEE", "+CFUN", "+CGSN", "+IPR"))).isNull();
    }

    @Test
    void aReadThatIsRefusedTwiceIsLeftOut() {
        for (int refusals = 0; refusals < 2; ) {
            Word word = ask(0);
            int at = word.answers().indexOf("+CGSN");
            if (at < 1) {
                answer(word.answers());
                continue;
            }
            word.answers().subList(0, at).forEach(name -> proof.takes(AtLine.of(name + ": 1")));
            assertThat(proof.finalCame(false, true)).isEqualTo(Finding.REFUSED);
            refusals++;
        }
        for (int i = 0; i < 100; i++) {
            assertThat(ask(0).answers()).hasSize(16).doesNotContain("+CGSN");
        }
    }

    @Test
    void theLinesBeforeAnErrorTellWhichWordItRefuses() {
        Word first = ask(0);
        Word second = ask(S);
        int at = 1 + first.answers().subList(1, 12).indexOf("+CGSN");
        first.answers().subList(0, at).forEach(name -> proof.takes(AtLine.of(name + ": 1")));
        assertThat(second.beginsWith(first.answers().subList(0, at))).isFalse();
        assertThat(proof.finalCame(false, false)).isEqualTo(Finding.NEARER);
        assertThat(proof.isAwaited()).isTrue();
        assertThat(answer(second.answers())).isEqualTo(Finding.PROVEN);
    }

    @Test
    void aWordThatWasRefusedOnceTakesNoOtherWordsRefusal() {
        Word first = ask(0);
        proof.takes(AtLine.of(first.answers().get(0) + ": 1"));
        assertThat(proof.finalCame(false, true)).isEqualTo(Finding.REFUSED);
        Word second = ask(S);
        while (!second.answers().get(0).equals(first.answers().get(0))) {
            second = ask(S);
        }
        proof.takes(AtLine.of(second.answers().get(0) + ": 1"));
        assertThat(proof.finalCame(false, true)).isEqualTo(Finding.REFUSED);
    }

    @Test
    void aSingleReadsLineMustStandAloneBetweenTwoFinalResults() {
        refuseRows();
        Word register = ask(0);
        error();
        ask(0);
        error();
        Word read = ask(0);
        assertThat(read.line()).isEqualTo("AT+CMEE?");
        List<String> both = new ArrayList<>(read.answers());
        both.addAll(register.answers());
        // These lines are the register word's answer.
        assertThat(answer(both)).isEqualTo(Finding.NEARER);
    }

    @Test
    void aReadWithoutALineOfItsNameIsLeftOutToo() {
        for (int i = 0; i < 4; i++) {
            Word word = ask(0);
            answer(word.answers().stream().filter(name -> !name.equals("+CGSN")).toList());
            proof.takeRefusal();
        }
        assertThat(ask(0).answers()).doesNotContain("+CGSN");
    }

    @Test
    void aNumberCountsOnlyWhileARegisterIsAskedFor() {
        ask(0);
        assertThat(proof.takes(AtLine.of("12"))).isFalse();
        error();
        ask(0);
        error();
        ask(0);
        assertThat(proof.takes(AtLine.of("12"))).isTrue();
        assertThat(proof.takes(AtLine.of("+CMEE: 1"))).isTrue();
    }

    @Test
    void theEchoOfAWordIsALineThatEndsWithIt() {
        Word word = ask(0);
        assertThat(proof.isEcho(AtLine.of(word.line()))).isTrue();
        assertThat(proof.isEcho(AtLine.of("?" + word.line()))).isTrue();
        assertThat(proof.isEcho(AtLine.of("AT+CMEE?"))).isFalse();
    }

    @Test
    void aWordThatWasRefusedIsAwaitedNoMore() {
        assertThat(proof.isAwaited()).isFalse();
        ask(0);
        assertThat(proof.isAwaited()).isTrue();
        error();
        assertThat(proof.isAwaited()).isFalse();
    }

    @Test
    void aWordThatMayStillBeAnsweredIsNotDrawnAgain() {
        Deque<Long> drawn = new ArrayDeque<>();
        Deque<Long> again = new ArrayDeque<>();
        proof = new Proof(
                READS,
                true,
                12_288,
                () -> {
                    drawn.add(again.isEmpty() ? random.nextLong() : again.poll());
                    return drawn.getLast();
                },
                Proof.Memory.NONE,
                0);
        Word first = ask(0);
        again.addAll(drawn);
        assertThat(ask(0).line()).isNotEqualTo(first.line());
        assertThat(again).as("the first word was drawn once more").isEmpty();
    }

    @Test
    void theNextRoundAsksSingleReadsAgainButThoseThatMayStillBeAnswered() {
        refuseRows();
        ask(0);
        error();
        ask(0);
        error();
        assertThat(ask(0).line()).isEqualTo("AT+CMEE?");
        proof.begin();
        assertThat(ask(0).line()).as("the first one is still out").isEqualTo("AT+CFUN?");
        proof.over();
        assertThat(ask(0).line()).isEqualTo("AT+CMEE?");
        assertThat(answer(List.of("+CMEE"))).isEqualTo(Finding.READ);
        proof.begin();
        assertThat(ask(0).line()).isEqualTo("AT+CMEE?");
    }

    @Test
    void linesFromBeforeItsEndAreNoPartOfTheNextAnswer() {
        ask(0);
        proof.takes(AtLine.of("+CMEE: 1"));
        proof.over();
        assertThat(answer(ask(0).answers())).isEqualTo(Finding.PROVEN);
    }

    @Test
    void anotherModemIsAskedByAWordAgain() {
        refuseRows();
        assertThat(ask(0).kind()).isEqualTo(Word.Kind.REGISTER);
        proof.forgetModem();
        assertThat(ask(0).kind()).isEqualTo(Word.Kind.READS);
    }

    private void refuseRows() {
        ask(0);
        error();
        ask(0);
        error();
    }
}
