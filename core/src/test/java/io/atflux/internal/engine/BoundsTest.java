package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;

/** A session's memory does not grow with the bytes that it has read. Prints the memory. */
class BoundsTest {

    private static final int LINES = Integer.getInteger("bounds.lines", 200_000);
    private static final int BATCH = 1_000;

    private final MeasuredSession measured = new MeasuredSession(AtOptions.defaults());

    @Test
    void anIdleSessionKeepsLittle() {
        assertThat(report("idle")).isLessThan(3_016);
    }

    @Test
    void noiseLeavesNothing() {
        Random random = new Random(1);
        byte[] noise = new byte[BATCH * 40];
        random.nextBytes(noise);
        for (int i = 0; i < BATCH; i++) {
            noise[i * 40 + random.nextInt(39)] = '\n';
        }
        staysConstant("noise", noise);
        assertThat(measured.session.stats().unclassified()).isGreaterThan(LINES / 2);
    }

    @Test
    void overlongLinesLeaveNothing() {
        byte[] line = "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        line[line.length - 1] = '\n';
        // In pieces, as a line arrives that is longer than one read.
        measured.reads("\r\nOK");
        measured.reads("\r\n");
        long before = report("before overlong lines");
        for (int i = 0; i < LINES / 100; i++) {
            measured.reads(Unpooled.wrappedBuffer(line));
        }
        assertThat(report("after " + LINES / 100 + " overlong lines")).isEqualTo(before);
        assertThat(measured.session.stats().overlongLines()).isEqualTo(LINES / 100);
    }

    @Test
    void aLongLineThatCameInPiecesLeavesNothing() {
        measured.reads("\r\nOK");
        measured.reads("\r\n");
        long before = report("before a long line in pieces");
        for (int length : new int[] {65, 300, 4_000, 16_000}) {
            measured.reads("\r\n+CREG: 1,\"");
            for (int i = 0; i < length; i++) {
                measured.reads("x");
            }
            measured.reads("\"\r\n");
            assertThat(report("after a line of " + length + " bytes in pieces")).isEqualTo(before);
        }
    }

    @Test
    void subscribersThatHaveLeftLeaveNothing() {
        long before = report("before subscribers");
        for (int i = 0; i < 10_000; i++) {
            measured.session.urcs().subscribe().dispose();
            measured.session.unclassified().subscribe().dispose();
            measured.session.events().subscribe().dispose();
        }
        assertThat(report("after subscribers that have left")).isEqualTo(before);
    }

    @Test
    void resultCodesThatNobodyListensToLeaveNothing() {
        staysConstant("result codes", urcs());
        assertThat(measured.session.stats().unclassified()).isZero();
    }

    @Test
    void aStalledSubscriberKeepsItsQueueAndNoMore() {
        AtomicLong others = new AtomicLong();
        BaseSubscriber<Object> stalled = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                // Requests nothing.
            }
        };
        measured.session.urcs().subscribe(stalled);
        measured.session.urcs().subscribe(line -> others.incrementAndGet());
        staysConstant("flood, one subscriber stalled", urcs());
        // The last message waits for its silence, which never passes as time stands still.
        assertThat(others).hasValue(2L * LINES - 1);
        assertThat(measured.session.stats().dropped()).isEqualTo(2L * LINES - 1 - 256);
    }

    private static byte[] urcs() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            lines.append(i % 2 == 0 ? "\r\n+CREG: 1\r\n" : "\r\n+MQTTMSG: 1,0,\"t/a\",\"0123456789\"\r\n");
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads twice the same number of lines: after the second half the session holds as much as after the first. */
    private void staysConstant(String what, byte[] batch) {
        report("before " + what);
        flood(batch);
        long first = report("after " + LINES + " lines of " + what);
        flood(batch);
        assertThat(report("after " + 2 * LINES + " lines of " + what)).isEqualTo(first);
    }

    private void flood(byte[] batch) {
        ByteBuf bytes = Unpooled.wrappedBuffer(batch);
        for (int i = 0; i < LINES / BATCH; i++) {
            measured.reads(bytes.readerIndex(0));
        }
    }

    @Test
    void fullQueuesKeepWhatTheirLimitsSay() {
        measured.reads("\r\nOK");
        measured.reads("\r\n");
        int limit = AtOptions.defaults().maxQueue();
        for (int i = 0; i < limit + 10; i++) {
            measured.session.send("AT+CSQ").subscribe(reply -> {}, refused -> {});
        }
        assertThat(measured.session.stats().queued()).isEqualTo(limit);
        report("one command in flight, " + limit + " waiting");
        for (int i = 0; i < 10_000; i++) {
            measured.reads("\r\n+CSQ: 25,99\r\n");
        }
        long lines = report("and the reply over its limit");
        measured.reads("\r\n+CSQ: 25,99\r\n".repeat(10_000));
        assertThat(report("and further lines")).isEqualTo(lines);
    }

    private long report(String when) {
        long bytes = measured.bytes();
        System.out.printf("BOUNDS %,9d bytes %s%n", bytes, when);
        return bytes;
    }
}
