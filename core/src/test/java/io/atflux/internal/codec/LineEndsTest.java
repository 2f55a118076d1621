package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The found end is the first one, after lines with any kind of end. */
class LineEndsTest {

    @Test
    void theFirstEndIsFoundInAnyMixture() {
        Random random = new Random(1);
        int found = 0;
        for (int n = 0; n < 50_000; n++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // Bytes that differ from an end by one, or by the top bit, must not be taken for one.
                bytes[i] = random.nextInt(4) == 0
                        ? (byte) "\t\n\u000b\f\r\u000e\u008a\u008d".charAt(random.nextInt(8))
                        : bytes[i];
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = -1;
            for (int i = from; i < to && expected < 0; i++) {
                expected = bytes[i] == '\r' || bytes[i] == '\n' ? i : -1;
            }
            assertThat(LineEnds.find(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), from, to))
                    .isEqualTo(expected);
            found += expected < 0 ? 0 : 1;
        }
        assertThat(found).isGreaterThan(10_000);
    }
}
