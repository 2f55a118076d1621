package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The end that is found is the first one, whichever ended the lines before. */
class LineEndsTest {

    @Test
    void theFirstEndIsFoundInAnyMixture() {
        Random random = new Random(1);
        LineEnds ends = new LineEnds();
        int found = 0;
        for (int n = 0; n < 50_000; n++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "\r\nabcdefghijklmnopqrstuvw".charAt(random.nextInt(25));
            }
            ByteBuf in = Unpooled.wrappedBuffer(bytes);
            in.skipBytes(bytes.length == 0 ? 0 : random.nextInt(bytes.length));
            int expected = -1;
            for (int i = in.readerIndex(); i < bytes.length && expected < 0; i++) {
                expected = bytes[i] == '\r' || bytes[i] == '\n' ? i : -1;
            }
            assertThat(ends.find(in)).isEqualTo(expected);
            found += expected < 0 ? 0 : 1;
        }
        assertThat(found).isGreaterThan(10_000);
    }
}
