package io.atflux.internal.resync;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.resync.Word.Kind;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HabitsTest {

    private static final Word REGISTER = new Word(Kind.REGISTER, "ATS8=1S8?S8=2S8?S8=3S8?S8=2", List.of("1", "2", "3"));

    private final Habits habits = habits("AT+A?", "AT+B?", "AT+C?", "AT+D?");

    private static Habits habits(String... reads) {
        return new Habits(Alphabet.of(List.of(reads), 12_288), true);
    }

    private static Word reads(String... names) {
        return new Word(Kind.READS, "AT", List.of(names));
    }

    private static Word read(String name) {
        return new Word(Kind.READ, "AT" + name + "?", List.of(name));
    }

    private List<String> drawn() {
        return habits.alphabet.draw(new SplittableRandom(1), "").answers().stream()
                .distinct()
                .sorted()
                .toList();
    }

    private void refuseRows() {
        habits.failed(reads("+A", "+B"), List.of(), false);
        habits.failed(reads("+B", "+A"), List.of(), false);
    }

    @Test
    void theNextSessionTriesAgainOnlyWhatWasOnceAnswered() {
        refuseRows();
        assertThat(habits.forNextSession().strongest()).isEqualTo(Kind.REGISTER);
        Habits proven = habits("AT+A?", "AT+B?", "AT+C?");
        proven.answered(reads("+A", "+B", "+C"));
        for (int i = 0; i < 2; i++) {
            proven.failed(reads("+A", "+B"), List.of("+A"), false);
            proven.failed(reads("+A", "+C"), List.of("+A"), false);
        }
        assertThat(proven.strongest()).isEqualTo(Kind.REGISTER);
        assertThat(proven.forNextSession().strongest()).isEqualTo(Kind.READS);
    }

    @Test
    void twoRefusedRowsLeaveTheRegisterAndTwoRefusedRegistersASingleReadUntilTheModemIsAnother() {
        refuseRows();
        assertThat(habits.strongest()).isEqualTo(Kind.REGISTER);
        habits.failed(REGISTER, List.of(), false);
        habits.failed(REGISTER, List.of(), false);
        assertThat(habits.strongest()).isEqualTo(Kind.READ);
        habits.forget();
        assertThat(habits.strongest()).isEqualTo(Kind.READS);
        refuseRows();
        assertThat(habits.strongest()).isEqualTo(Kind.REGISTER);
    }

    @Test
    void aRegisterThatWasAnsweredOnceIsGivenUpOnlyAfterEightRefusals() {
        refuseRows();
        habits.failed(REGISTER, List.of(), false);
        habits.answered(REGISTER);
        for (int i = 0; i < 7; i++) {
            habits.failed(REGISTER, List.of(), false);
            assertThat(habits.strongest()).isEqualTo(Kind.REGISTER);
        }
        habits.failed(REGISTER, List.of(), false);
        assertThat(habits.strongest()).isEqualTo(Kind.READ);
    }

    @Test
    void aSingleReadProvesNothingOfAModemThatHasAnsweredMore() {
        assertThat(habits.provesMore(Kind.READ)).isFalse();
        habits.answered(reads("+A", "+B"));
        assertThat(habits.provesMore(Kind.READ)).isTrue();
        assertThat(habits.provesMore(Kind.READS)).isFalse();
        Habits byRegister = habits("AT+A?", "AT+B?");
        byRegister.answered(REGISTER);
        assertThat(byRegister.provesMore(Kind.READ)).isTrue();
    }

    @Test
    void aSingleReadIsLeftOutAfterTwoErrorsAndNotAfterTwoOks() {
        habits.failed(read("+A"), List.of(), true);
        habits.failed(read("+A"), List.of(), true);
        assertThat(habits.single(List.of())).hasToString("AT+A?");
        habits.failed(read("+A"), List.of(), false);
        habits.failed(read("+A"), List.of(), false);
        assertThat(habits.single(List.of())).hasToString("AT+B?");
        assertThat(habits.single(List.of("+B", "+C", "+D"))).isNull();
    }

    @Test
    void singleReadsThatWereAnsweredMakeTheWords() {
        habits.answered(read("+A"));
        habits.answered(read("+C"));
        assertThat(drawn()).containsExactly("+A", "+C");
    }

    @Test
    void aRowOfWhichTwoReadsWereCarriedOutIsNoRefusalOfRows() {
        habits.failed(reads("+A", "+B", "+C"), List.of(), false);
        habits.failed(reads("+A", "+B", "+C"), List.of("+A", "+B"), false);
        habits.failed(reads("+B", "+A", "+C"), List.of(), false);
        assertThat(habits.strongest()).isEqualTo(Kind.READS);
    }

    @Test
    void aRowOfWhichOneReadWasCarriedOutSaysNothingOfRows() {
        habits.failed(reads("+A", "+B", "+C"), List.of(), false);
        habits.failed(reads("+A", "+B", "+C"), List.of("+A"), false);
        habits.failed(reads("+B", "+A", "+C"), List.of(), false);
        assertThat(habits.strongest()).isEqualTo(Kind.REGISTER);
    }

    @Test
    void theReadBehindThoseThatWereAnsweredBeforeAnErrorIsTheOneThatWasRefused() {
        habits.failed(reads("+A", "+B", "+C"), List.of("+A", "+B"), false);
        assertThat(drawn()).containsExactly("+A", "+B");
        habits.failed(reads("+A", "+B", "+C"), List.of("+A", "+B"), false);
        assertThat(habits.alphabet.singles()).extracting(Word::line).containsExactly("AT+A?", "AT+B?", "AT+D?");
    }

    @Test
    void sixLinesOfTwoNamesInTheirOrderShowThatTheRestWasRefused() {
        Word word = reads("+A", "+B", "+A", "+C", "+B", "+A", "+B");
        for (int i = 0; i < 2; i++) {
            habits.failed(word, List.of("+A", "+B", "+A", "+B", "+A", "+B"), true);
        }
        assertThat(habits.alphabet.singles()).extracting(Word::line).containsExactly("AT+A?", "AT+B?", "AT+D?");
        assertThat(drawn()).containsExactly("+A", "+B");
    }

    @Test
    void sixLinesOfOneNameShowNothing() {
        Word word = reads("+A", "+A", "+A", "+C", "+A", "+A", "+A");
        for (int i = 0; i < 2; i++) {
            habits.failed(word, List.of("+A", "+A", "+A", "+A", "+A", "+A"), true);
        }
        assertThat(habits.alphabet.singles()).hasSize(4);
    }
}
