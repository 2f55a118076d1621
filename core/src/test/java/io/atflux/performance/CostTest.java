package io.atflux.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610;
import io.atflux.line.LineShape;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * The cost of a command and of a message. Bytes are bounded by the interpreter's allocation, which a compiler can only
 * reduce; so a bound does not depend on the machine, nor on its warm-up.
 */
class CostTest {

    private static final int EACH = 500;
    private static final int WINDOWS = 9;

    /** Bytes of a typed command with one information line. */
    private static final long COMMAND_BYTES = 450;

    /** Bytes of a received message with 64 bytes. */
    private static final long MESSAGE_BYTES = 570;

    /** Bytes of an inline publish with 64 bytes. */
    private static final long PUBLISH_BYTES = 1_850;

    private static final AtCommand<Integer> SIGNAL = AtCommand.of("AT+CSQ")
            .answeredBy(LineShape.named("+CSQ"))
            .as(reply -> reply.lines().get(0).parameters().number(0).orElseThrow());

    private final MeteredLine line = new MeteredLine();
    private final L610 module = Objects.requireNonNull(L610.over(line).connect().block());
    private final AtSession session = module.session();
    private final Counting got = new Counting();

    /** Keeps nothing. */
    private static final class Counting implements CoreSubscriber<Object> {

        long values;
        long failures;

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object value) {
            values++;
        }

        @Override
        public void onError(Throwable failure) {
            failures++;
        }

        @Override
        public void onComplete() {
            // Counted by its value.
        }
    }

    /** The bytes that this thread allocates for one of many runs, the median of several windows. */
    private static long bytes(Runnable one) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] windows = new long[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int n = 0; n < EACH; n++) {
                one.run();
            }
            windows[i] = (threads.getThreadAllocatedBytes(thread) - before) / EACH;
        }
        Arrays.sort(windows);
        return windows[WINDOWS / 2];
    }

    private void settle() {
        line.settle();
        assertThat(line.hasTasks()).isFalse();
    }

    @Test
    void aCommandIsOneWriteOneFlushNoTimerAndNoTaskOfTheLoop() {
        ByteBuf answer = MeteredLine.said("\r\n+CSQ: 23,0\r\n\r\nOK\r\n");
        settle();
        long bytes = bytes(() -> {
            session.send(SIGNAL).subscribe(got);
            line.reads(answer);
        });
        long commands = (long) WINDOWS * EACH;
        assertThat(got.values).isEqualTo(commands);
        assertThat(got.failures).isZero();
        assertThat(line.writes()).isEqualTo(commands);
        assertThat(line.flushes()).isEqualTo(commands);
        // Armed once, and not moved when the deadline moves.
        assertThat(line.timers()).isLessThanOrEqualTo(2);
        assertThat(line.hasTasks()).isFalse();
        assertThat(bytes).isBetween(1L, COMMAND_BYTES);
    }

    @Test
    void aPublishIsOneWriteOneFlushNoTimerAndNoTaskOfTheLoop() {
        ByteBuf answer = MeteredLine.said("\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
        MqttMessage message = MqttMessage.of("test1", "0123456789abcdef".repeat(4));
        settle();
        long bytes = bytes(() -> {
            module.mqtt(1).publish(message).subscribe(got);
            line.reads(answer);
        });
        long commands = (long) WINDOWS * EACH;
        assertThat(got.values).isEqualTo(commands);
        assertThat(got.failures).isZero();
        assertThat(line.writes()).isEqualTo(commands);
        assertThat(line.flushes()).isEqualTo(commands);
        assertThat(line.timers()).isLessThanOrEqualTo(2);
        assertThat(line.hasTasks()).isFalse();
        assertThat(bytes).isBetween(1L, PUBLISH_BYTES);
    }

    /** The last message is held until the next line shows that it is complete. */
    @Test
    void aMessageNeedsNoWriteNoTimerAndNoTaskOfTheLoop() {
        ByteBuf message = MeteredLine.said("\r\n+MQTTMSG: 1, 1, test1, " + "0123456789abcdef".repeat(4) + "\r\n");
        module.mqtt(1).messages("test1", Qos.AT_LEAST_ONCE).subscribe(got);
        line.reads(MeteredLine.said("\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n"));
        settle();
        long writes = line.writes();
        long timers = line.timers();
        long bytes = bytes(() -> line.reads(message));
        assertThat(got.values).isEqualTo((long) WINDOWS * EACH - 1);
        assertThat(got.failures).isZero();
        assertThat(line.writes()).isEqualTo(writes);
        assertThat(line.timers() - timers).isLessThanOrEqualTo(1);
        assertThat(line.hasTasks()).isFalse();
        assertThat(bytes).isBetween(1L, MESSAGE_BYTES);
    }
}
