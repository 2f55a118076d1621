package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The found end is the first one, after lines with any kind of end. */
class LineEndsTest {

    @Test
    void theFirstEndIsFoundInAnyMixture() {
        Random random = new Random(1);
        int found = 0;
        for (int n = 0; n < 50_000; n++) {
            int length = random.nextInt(60);
            byte[] bytes = mixture(random, length, 4);
            int from = random.nextInt(length + 1);
            int to = from + random.nextInt(length - from + 1);
            int expected = from;
            while (expected < to && bytes[expected] != '\r' && bytes[expected] != '\n') {
                expected++;
            }
            assertThat(LineEnds.find(bytes, from, to)).isEqualTo(expected);
            found += expected < to ? 1 : 0;
        }
        assertThat(found).isGreaterThan(10_000);
    }

    /** Any bytes; one in so many is an end, or differs from an end by one, or by its top bit. */
    private static byte[] mixture(Random random, int length, int oneIn) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (random.nextInt(oneIn) == 0) {
                bytes[i] = (byte) "\t\n\n\n\u000b\f\r\r\r\u000e\u008a\u008d".charAt(random.nextInt(12));
            }
        }
        return bytes;
    }
}
