package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatFilterTest {

    private EmbeddedChannel channel = new EmbeddedChannel();
    private final StringBuilder out = new StringBuilder();

    @AfterEach
    void nothingIsLeaked() {
        channel.finishAndReleaseAll();
    }

    /** The input, split at any place, and the part of it that reaches the session; R and N are CR and LF, _ is a second of silence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HB   | HB_                       | ``",
                "HB   | HBHBHBHB_                 | ``",
                "HB   | HBRNOKRN_                 | RNOKRN",
                "HB   | RNOKRNHB_                 | RNOKRN",
                "HB   | RNOKRNHBRN+CREG: 1RN_     | RNOKRNRN+CREG: 1RN",
                "HB   | RNOKRNHBHBRNAHBRN_        | RNOKRNRNAHBRN",
                "HB   | HBA: 1RNOKRN_             | HBA: 1RNOKRN",
                "HB   | HBHA: 1RN_                | HBHA: 1RN",
                "HB   | RN+X: HBRNRNHRN_          | RN+X: HBRNRNHRN",
                "HB   | RN> _HB_xRN_              | RN> xRN",
                "HB   | H_B_                      | HB",
                "HB   | HBH_OK_                   | HOK",
                "HBRN | HBRNHBRNOKRNHBRNHBARN_    | OKRNHBARN",
                "HBRN | HBR_N_                    | HBRN",
                "NHBN | NOKNNHBNN+C: 1N_          | NOKNN+C: 1N",
                "AAB  | AAAB_AAB_                 | AAAB"
            })
    void isTakenOutAndNothingElse(String beat, String comes, String expected) {
        String wire = spelled(comes);
        for (int first = 0; first <= wire.length(); first++) {
            for (int second = first; second <= wire.length(); second++) {
                start(Heartbeat.text(spelled(beat)));
                read(wire.substring(0, first));
                read(wire.substring(first, second));
                read(wire.substring(second));
                assertThat(out).as("split at %s and %s", first, second).hasToString(spelled(expected));
            }
        }
    }

    @Test
    void unprintableBytesNeedNothingBehindThem() {
        start(Heartbeat.hex("FE 00"));

        read("\u00fe\u0000AT\r\r\nOK\r\n\u00fe\u0000\u00fe\u0000+CREG: 1\r\nx\u00fe\u0000\r\n");

        assertThat(out).hasToString("AT\r\r\nOK\r\n+CREG: 1\r\nx\u00fe\u0000\r\n");
    }

    @Test
    void anywhereIsAlsoWithinALine() {
        start(Heartbeat.hex("FEFE01").anywhere());

        read("+CS\u00fe\u00fe\u00fe\u0001Q: 1\u00fe\u00fe\u0001\r\n\u00fe");
        assertThat(out).hasToString("+CS\u00feQ: 1\r\n");

        quiet();
        assertThat(out).hasToString("+CS\u00feQ: 1\r\n\u00fe");
    }

    @Test
    void aReadThatWasAskedForIsRepeatedWhenItBroughtOnlyAHeartbeat() {
        start(Heartbeat.text("HB"));
        int[] reads = {0};
        channel.pipeline().addFirst(new io.netty.channel.ChannelOutboundHandlerAdapter() {
            @Override
            public void read(io.netty.channel.ChannelHandlerContext context) {
                reads[0]++;
            }
        });
        channel.config().setAutoRead(false);

        read("HB");
        assertThat(reads[0]).isEqualTo(1);
        read("\r\nOK\r\n");
        assertThat(reads[0]).isEqualTo(1);
    }

    @Test
    void oneThatIsTooLongOrNoneIsRefused() {
        assertThatThrownBy(() -> Heartbeat.text("")).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> Heartbeat.bytes(new byte[257])).hasMessageContaining("257 bytes");
        assertThatThrownBy(() -> Heartbeat.hex("F")).hasMessageContaining("hexadecimal");
    }

    private void start(Heartbeat heartbeat) {
        channel.finishAndReleaseAll();
        out.setLength(0);
        channel = new EmbeddedChannel(new HeartbeatFilter(heartbeat));
        channel.freezeTime();
    }

    /** A _ within a text is a silence. */
    private void read(String text) {
        String rest = text;
        for (int pause = rest.indexOf('_'); pause >= 0; pause = rest.indexOf('_')) {
            feed(rest.substring(0, pause));
            quiet();
            rest = rest.substring(pause + 1);
        }
        feed(rest);
    }

    private void feed(String text) {
        if (!text.isEmpty()) {
            channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
            take();
        }
    }

    private void quiet() {
        channel.advanceTimeBy(HeartbeatFilter.QUIET.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        take();
    }

    private void take() {
        for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
            out.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }
    }

    private static String spelled(String text) {
        return text.replace('R', '\r').replace('N', '\n');
    }
}
