package io.atflux.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.line.LineShape;
import io.atflux.test.DroppedSignals;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class ManyThreadsTest {

    private static final int THREADS = 8;
    private static final int EACH = 400;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static AtCommand<String> echo(String token) {
        return AtCommand.of("AT+G=" + token)
                .answeredBy(LineShape.named("+G"))
                .timeout(Duration.ofSeconds(30))
                .as(reply -> String.join(",", reply.texts()));
    }

    @Test
    void eightThreadsGetTheirOwnReplies() throws InterruptedException {
        try (EchoingModem modem = new EchoingModem()) {
            AtSession session =
                    Objects.requireNonNull(AtClient.over(modem).connect().block(LIMIT));
            AtomicInteger urcs = new AtomicInteger();
            session.urcs().subscribe(urc -> urcs.incrementAndGet(), lost -> {});
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            AtomicInteger right = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(THREADS);
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                new Thread(() -> {
                            Flux.range(0, EACH)
                                    .map(i -> thread + "x" + i)
                                    .flatMap(
                                            token -> session.send(echo(token)).doOnNext(answer -> {
                                                if (answer.equals("+G: " + token)) {
                                                    right.incrementAndGet();
                                                } else {
                                                    wrong.add(token + " got " + answer);
                                                }
                                            }),
                                            5)
                                    .blockLast(LIMIT);
                            done.countDown();
                        })
                        .start();
            }
            assertThat(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            session.close().block(LIMIT);
            assertThat(wrong).isEmpty();
            assertThat(right).hasValue(THREADS * EACH);
            assertThat(urcs).hasValue((THREADS * EACH + 6) / 7);
            assertNothingIsKept(modem);
        }
    }

    @Test
    void cancelsFromOtherThreadsNeverMisplaceAReply() throws InterruptedException {
        try (EchoingModem modem = new EchoingModem()) {
            AtSession session =
                    Objects.requireNonNull(AtClient.over(modem).connect().block(LIMIT));
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            CountDownLatch done = new CountDownLatch(THREADS);
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                new Thread(() -> {
                            for (int i = 0; i < EACH; i++) {
                                String token = thread + "y" + i;
                                Disposable sent = session.send(echo(token)).subscribe(answer -> {
                                    if (!answer.equals("+G: " + token)) {
                                        wrong.add(token + " got " + answer);
                                    }
                                });
                                if (i % 2 == 0) {
                                    sent.dispose();
                                } else {
                                    session.send(echo(token + "z")).block(LIMIT);
                                }
                            }
                            done.countDown();
                        })
                        .start();
            }
            assertThat(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // The last one in the queue is behind all the others.
            assertThat(session.send(echo("last")).block(LIMIT)).isEqualTo("+G: last");
            session.close().block(LIMIT);
            assertThat(wrong).isEmpty();
            // Where a cancel crosses the reply on its way, Reactor drops the reply: of a cancelled command only.
            assertThat(DroppedSignals.take())
                    .allSatisfy(signal -> assertThat(signal.toString()).matches("\\+G: [0-7]y[0-9]*[02468]"));
            assertNothingIsKept(modem);
        }
    }

    /** The allocator is the test's own, so its balance shows whether a buffer was lost. */
    private static void assertNothingIsKept(EchoingModem modem) {
        modem.close();
        assertThat(modem.allocator.metric().usedHeapMemory()).isZero();
        assertThat(modem.allocator.metric().usedDirectMemory()).isZero();
    }
}
