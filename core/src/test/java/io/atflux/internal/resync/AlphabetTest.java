package io.atflux.internal.resync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlphabetTest {

    private static final List<String> FOUR = List.of("AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?");
    private static final List<String> TWO = List.of("AT+A?", "AT+B?");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Alphabet alphabet = Alphabet.of(FOUR, 12_288);

    private List<String> draw() {
        return alphabet.draw(random, "").answers();
    }

    private void refuse(String name) {
        alphabet.refused(name);
        alphabet.refused(name);
    }

    @Test
    void aWordOfTwoReadsHasTwentyFourOfThemAndNeedsALineThatTakesThemAll() {
        // AT, 24 times three characters, 23 semicolons.
        assertThat(Alphabet.of(TWO, 97).makesWords()).isTrue();
        assertThat(Alphabet.of(TWO, 97).draw(random, "").line()).hasSize(97);
        assertThat(Alphabet.of(TWO, 96).makesWords()).isFalse();
        assertThat(Alphabet.of(TWO.subList(0, 1), 12_288).makesWords()).isFalse();
    }

    @Test
    void theReadsThatWereAnsweredAreEnoughWhereTheyMakeAWord() {
        alphabet.answered("+CMEE");
        alphabet.answered("+CFUN");
        assertThat(draw()).as("two are too few").hasSize(12);
        alphabet.answered("+CGSN");
        assertThat(draw()).hasSize(16).doesNotContain("+IPR");
        refuse("+CMEE");
        assertThat(draw()).hasSize(16).contains("+IPR").doesNotContain("+CMEE");
    }

    @Test
    void aWordHasAllThatWereNotAnsweredYet() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(draw()).contains("+CMEE", "+CFUN", "+CGSN", "+IPR");
        }
    }

    @Test
    void anAnswerOutweighsARefusalBeforeIt() {
        alphabet.refused("+CMEE");
        alphabet.answered("+CMEE");
        alphabet.refused("+CMEE");
        assertThat(alphabet.singles()).extracting(Word::line).contains("AT+CMEE?");
        alphabet.refused("+CMEE");
        assertThat(alphabet.singles()).extracting(Word::line).containsExactly("AT+CFUN?", "AT+CGSN?", "AT+IPR?");
    }

    @Test
    void ofAnotherModemNothingIsKnown() {
        alphabet.answered("+CMEE");
        alphabet.answered("+CFUN");
        alphabet.answered("+IPR");
        refuse("+CGSN");
        alphabet.forget();
        assertThat(draw()).hasSize(12);
        assertThat(alphabet.singles()).hasSize(4);
    }
}
