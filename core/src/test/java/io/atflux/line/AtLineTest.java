package io.atflux.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AtLineTest {

    /** A smiley has two chars, and ISO-8859-1 has one byte for it, which is a question mark. */
    @Test
    void aCharacterThatIsNoneOfTheLinesHasOneByteAndTheParametersAreTheWholeLines() {
        AtLine line = AtLine.of("+X: \ud83d\ude00,1");
        assertThat(line.text()).isEqualTo("+X: ?,1");
        assertThat(line.parameters().text(0)).isEqualTo("?");
        assertThat(line.parameters().number(1)).hasValue(1);
        assertThat(line.below()).isEmpty();
    }

    @Test
    void aNameWithItsColonIsRefusedSinceNoLineWouldHaveIt() {
        assertThatThrownBy(() -> LineShape.named("+CSQ:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a line's name stands without its colon: +CSQ and not +CSQ:");
    }
}
