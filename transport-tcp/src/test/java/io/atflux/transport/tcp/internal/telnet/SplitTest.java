package io.atflux.transport.tcp.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every split of the stream gives the same result. */
class SplitTest {

    private static final String SESSION = Line.AGREED
            + "FFFD2C 0D0A " + Line.GRANTED
            + "2B435351 FFFA2C6BB0FFF0 3A2031 FFFF FFFB01 0D00 0D0A FFFA2C6AFFFFFFF0 FFF1 4F4B FFFA2C6B10 FFFD18 0D0A";

    @Test
    void theSameComesOutAtEverySplitPoint() {
        byte[] all = Line.bytes(SESSION);
        List<String> whole = run(all);
        assertThat(whole).contains("0D0A2B4353513A2031FF0D000D0A4F4B0D0A");
        for (int at = 1; at < all.length; at++) {
            assertThat(run(Arrays.copyOf(all, at), Arrays.copyOfRange(all, at, all.length)))
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
    }

    @Test
    void theSameComesOutByteByByte() {
        byte[] all = Line.bytes(SESSION);
        byte[][] bytes = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            bytes[i] = new byte[] {all[i]};
        }

        assertThat(run(bytes)).isEqualTo(run(all));
    }

    @Test
    void randomDataSurvivesTheWayThereAndBack() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            boolean binary = random.nextBoolean();
            try (Line line = new Line(null)) {
                line.says(binary ? Line.AGREED : "FFFE00 FFFC00 FFFD03 FFFB03");
                line.written();
                byte[] data = data(random);
                line.channel.writeOutbound(Unpooled.wrappedBuffer(data));
                byte[] wire = Line.bytes(line.written());

                for (int at = 0; at < wire.length; ) {
                    int next = Math.min(wire.length, at + 1 + random.nextInt(20));
                    line.channel.writeInbound(Unpooled.copiedBuffer(wire, at, next - at));
                    at = next;
                }

                assertThat(line.received())
                        .as("seed %d, binary %s", seed, binary)
                        .isEqualTo(HexFormat.of().withUpperCase().formatHex(data));
            }
        }
    }

    @Test
    void randomBytesNeverDoMoreThanEndTheLine() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            try (Line line = Line.opened()) {
                for (int i = 0; i < 20 && line.channel.isOpen(); i++) {
                    line.channel.writeInbound(Unpooled.wrappedBuffer(data(random)));
                }
                line.passes(Line.LIMIT);
                line.received();

                assertThat(line.failures).as("seed %d", seed).allMatch(text -> text.startsWith("telnet: "));
            }
        }
    }

    /** Mostly the bytes that have a meaning in telnet. */
    private static byte[] data(Random random) {
        byte[] special = Line.bytes("FF FF FF FA F0 FB FC FD FE 2C 00 0D 0A 65 6C 6D");
        byte[] data = new byte[random.nextInt(400)];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextInt(3) > 0 ? special[random.nextInt(special.length)] : (byte) random.nextInt(256);
        }
        return data;
    }

    /** All observable results of a line with this input. */
    private static List<String> run(byte[]... parts) {
        try (Line line = new Line(ComPortSettings.defaults())) {
            List<String> seen = new ArrayList<>();
            for (byte[] part : parts) {
                line.channel.writeInbound(Unpooled.copiedBuffer(part));
                if (!line.ports.isEmpty() && seen.isEmpty()) {
                    seen.add("port");
                    line.ports.get(0).events().subscribe(event -> seen.add(event.toString()));
                }
            }
            seen.sort(null);
            seen.add(line.received());
            seen.add(line.written());
            seen.add(String.valueOf(line.isReady()));
            seen.addAll(line.warnings());
            return seen;
        }
    }
}
