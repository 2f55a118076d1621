package io.atflux.internal.resync;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.line.AtLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTest {

    private final Round round = new Round();

    @Test
    void itIsInVainAfterItsSilentWordsOrMoreThanSixtyFourAnswers() {
        round.silent = 2;
        round.answers = 64;
        assertThat(round.isInVain(3)).isFalse();
        round.answers = 65;
        assertThat(round.isInVain(3)).isTrue();
        round.answers = 0;
        round.silent = 3;
        assertThat(round.isInVain(3)).isTrue();
    }

    @Test
    void itIsUnheardIfNoLineCame() {
        round.written = 2;
        round.silent = 2;
        assertThat(round.isUnheard()).isTrue();
        round.heard.add("RING");
        assertThat(round.isUnheard()).isFalse();
        round.begin(0);
        round.written = 1;
        round.answers = 1;
        assertThat(round.isUnheard()).isFalse();
    }

    @Test
    void theNextOneKnowsNothingOfIt() {
        round.written = 2;
        round.answers = 65;
        round.heard.add("RING");
        assertThat(round.unproven() + round.heard)
                .isEqualTo("65 answers came to 2 probes, none was the proof; last lines: \"RING\"");
        round.begin(4);
        round.written = 1;
        assertThat(round.lost).isEqualTo(4);
        assertThat(round.isInVain(1)).isFalse();
        assertThat(round.unproven() + round.heard).isEqualTo("no answer to 1 probe");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "007, true", "' 42 ', true", "1000, false", "'', false", "4a, false", "a, false", "-1, false"
    })
    void aRegisterHasUpToThreeDigits(String text, boolean isNumber) {
        assertThat(Word.isNumber(AtLine.of(text))).isEqualTo(isNumber);
    }
}
