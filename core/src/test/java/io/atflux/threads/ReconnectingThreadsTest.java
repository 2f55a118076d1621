package io.atflux.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.transport.AtTransport;
import io.atflux.transport.Backoff;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** Requests, losses and a cancel from threads of their own. */
class ReconnectingThreadsTest {

    private static final Backoff AT_ONCE = Backoff.builder()
            .waits(Duration.ofMillis(1), 1, Duration.ofMillis(1))
            .jitter(1)
            .build();

    @Test
    void whateverACancelMeetsIsClosed() throws Exception {
        try (EchoingModem modem = new EchoingModem()) {
            for (int round = 0; round < 300; round++) {
                Reckless line = new Reckless(modem);
                Sessions sessions = new Sessions(1);
                AtClient.over(line).sessions(AT_ONCE).subscribe(sessions);
                CyclicBarrier start = new CyclicBarrier(2);
                Thread canceller = new Thread(() -> {
                    await(start);
                    sessions.cancel();
                });
                canceller.start();
                await(start);
                sessions.request(1);
                canceller.join();

                for (int opened = line.ended(); opened > 0; opened--) {
                    assertThat(line.open.take().closeFuture().await(20, TimeUnit.SECONDS))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void noMoreSessionsComeThanAreAskedForAndOneAtATime() throws Exception {
        try (EchoingModem modem = new EchoingModem()) {
            Sessions sessions = new Sessions(200);
            AtClient.over(modem).sessions(AT_ONCE).subscribe(sessions);
            for (int thread = 0; thread < 4; thread++) {
                new Thread(() -> {
                            for (int i = 0; i < 50; i++) {
                                sessions.request(1);
                            }
                        })
                        .start();
            }

            assertThat(sessions.all.await(60, TimeUnit.SECONDS)).isTrue();
            sessions.cancel();

            assertThat(sessions.got).hasSize(200);
            assertThat(sessions.overlaps).hasValue(0);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Closes each session as it comes: its end brings the next one. */
    private static final class Sessions extends BaseSubscriber<AtSession> {
        final Queue<AtSession> got = new ConcurrentLinkedQueue<>();
        final AtomicInteger overlaps = new AtomicInteger();
        final CountDownLatch all;
        private final AtomicInteger inside = new AtomicInteger();

        Sessions(int expected) {
            all = new CountDownLatch(expected);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Asked for by the tests.
        }

        @Override
        protected void hookOnNext(AtSession session) {
            if (inside.getAndIncrement() != 0) {
                overlaps.incrementAndGet();
            }
            got.add(session);
            session.close().subscribe();
            inside.decrementAndGet();
            all.countDown();
        }
    }

    /** Hands over what it opened also to one who has cancelled, as a transport may whose success crossed the cancel. */
    private static final class Reckless implements AtTransport {
        final BlockingQueue<Channel> open = new LinkedBlockingQueue<>();
        private final AtTransport transport;
        private final List<CountDownLatch> attempts = new CopyOnWriteArrayList<>();

        Reckless(AtTransport transport) {
            this.transport = transport;
        }

        /** How many lines were opened, once no attempt is under way any more. */
        int ended() throws InterruptedException {
            for (CountDownLatch attempt : attempts) {
                assertThat(attempt.await(20, TimeUnit.SECONDS)).isTrue();
            }
            return open.size();
        }

        @Override
        public Mono<Channel> connect(ChannelHandler handler) {
            return new Mono<>() {
                @Override
                public void subscribe(CoreSubscriber<? super Channel> subscriber) {
                    subscriber.onSubscribe(new Subscription() {
                        @Override
                        public void request(long n) {
                            CountDownLatch handedOver = new CountDownLatch(1);
                            attempts.add(handedOver);
                            transport.connect(handler).subscribe(channel -> {
                                open.add(channel);
                                subscriber.onNext(channel);
                                subscriber.onComplete();
                                handedOver.countDown();
                            });
                        }

                        @Override
                        public void cancel() {
                            // Too late, whenever it comes.
                        }
                    });
                }
            };
        }

        @Override
        public String describe() {
            return "reckless";
        }
    }
}
