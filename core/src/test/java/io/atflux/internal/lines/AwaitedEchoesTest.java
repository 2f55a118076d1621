package io.atflux.internal.lines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitedEchoesTest {

    private static final String ESC = "\033";

    private final AwaitedEchoes echoes = new AwaitedEchoes();

    private boolean isLikeOne(String line) {
        return echoes.mayBe(line, 1, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AT+CREG?",
                "AT+CRE/?",
                "aT+CREG?",
                "AT+CREG!",
                "AT+REG?",
                "T+CREG?",
                "AT+CREG",
                "AT+CCREG?",
                "AT+CREG??"
            })
    void aLineOfWhichOneByteWasChangedLostOrDoubledIsADamagedEcho(String line) {
        echoes.written("AT+CREG?", 0);
        assertThat(isLikeOne(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AT", "AT+CRG!", "TA+CREG?", "AT+C", "AT+CREG???", "xAT+CREG?x", "+CREG: 1"})
    void aLineOfWhichMoreThanOneByteIsAnotherIsNone(String line) {
        echoes.written("AT+CREG?", 0);
        assertThat(isLikeOne(line)).isFalse();
    }

    @Test
    void aByteThatStandsTwiceIsNotCountedFromBothEnds() {
        echoes.written("AT+AAAA", 0);
        assertThat(isLikeOne("AT+AAA")).isTrue();
        assertThat(isLikeOne("AT+AA")).isFalse();
    }

    @Test
    void aLineThatBeganBeforeTheWriteIsNoEchoOfIt() {
        echoes.written("AT+CSQ", 7);
        assertThat(echoes.mayBe("AT+CSQ", 7, false)).isFalse();
        assertThat(echoes.mayBe("AT+CSQ", 8, false)).isTrue();
    }

    @Test
    void anEchoThatCameIsAwaitedNoMoreAndTheOthersAre() {
        echoes.written("AT+CSQ", 0);
        echoes.written("AT+CREG?", 0);
        echoes.came("?AT+CREG?");
        assertThat(echoes.mayBe("AT+CREG?", 1, false)).isFalse();
        assertThat(echoes.mayBe("AT+CSQ", 1, false)).isTrue();
    }

    @Test
    void asManyEscapesComeBackAsWereWritten() {
        echoes.escapeWritten();
        echoes.escapeWritten();
        echoes.escapeWritten();
        assertThat(echoes.escapesBefore(ESC + ESC + "AT")).isEqualTo(2);
        assertThat(echoes.escapesBefore(ESC)).isEqualTo(1);
        echoes.came(ESC + ESC + "AT");
        assertThat(echoes.escapesBefore(ESC + ESC + "AT")).isEqualTo(1);
        assertThat(echoes.escapesBefore(ESC)).isEqualTo(1);
        echoes.came(ESC);
        assertThat(echoes.escapesBefore(ESC)).isZero();
    }

    @Test
    void inStepNoneIsAwaited() {
        echoes.written("AT+CSQ", 0);
        echoes.escapeWritten();
        echoes.clear();
        assertThat(echoes.mayBe("AT+CSQ", 1, false)).isFalse();
        assertThat(echoes.escapesBefore(ESC)).isZero();
    }
}
