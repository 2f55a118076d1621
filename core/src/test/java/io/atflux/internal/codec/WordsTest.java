package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void eightBytesAreReadTheFirstOneLowest() {
        assertThat(Words.eight(new byte[] {9, 1, 2, 3, 4, 5, 6, 7, (byte) 0x88}, 1))
                .isEqualTo(0x8807060504030201L);
    }

    @Test
    void whatCountsIsCopiedAndNothingBeforeIt() {
        Random random = new Random(1);
        for (int n = 0; n <= 40; n++) {
            byte[] from = new byte[5 + n + Words.SLACK];
            random.nextBytes(from);
            byte[] to = new byte[3 + n + Words.SLACK];
            Words.copy(from, 5, to, 3, n);
            assertThat(Arrays.copyOf(to, 3)).containsOnly(0);
            assertThat(Arrays.copyOfRange(to, 3, 3 + n)).isEqualTo(Arrays.copyOfRange(from, 5, 5 + n));
        }
    }
}
