package io.atflux.samples.benchmarks.command;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610;
import io.atflux.samples.benchmarks.measure.CountingLoops;
import io.atflux.samples.benchmarks.measure.Loops;
import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.transport.tcp.TcpTransport;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * L610 modules that each send one command a second, and the latency of each answer, counted from the scheduled time of
 * its command. So a stalled loop shows in every command that was due meanwhile. All state belongs to the loop.
 */
final class Steady implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long TICK_NANOS = 1_000_000;
    private static final int TICKS_A_SECOND = 1000;

    private final CountingLoops loops = Loops.create("client", 1);
    private final EventLoop loop = loops.next();
    private final AtCommand<Integer> signal = Engine.signal();
    private final List<Line> lines = new ArrayList<>();
    private long[] latencies = new long[0];
    private int measured;
    private long ticks;
    private long began;
    private @Nullable Throwable failure;

    Steady(int sessions, int port) {
        TcpTransport transport = TcpTransport.to("127.0.0.1", port).group(loops);
        for (int i = 0; i < sessions; i++) {
            lines.add(new Line(
                    Objects.requireNonNull(L610.over(transport).connect().block(LIMIT))));
        }
    }

    /** Sends commands for this time, and returns the latency of each answer in ns, in ascending order. */
    long[] ask(Duration time) {
        ScheduledFuture<?> ticking = loop.submit(() -> {
                    latencies = new long[Math.toIntExact(time.toSeconds() + 1) * lines.size() + 1];
                    measured = 0;
                    ticks = 0;
                    began = System.nanoTime();
                    return loop.scheduleAtFixedRate(this::tick, 0, TICK_NANOS, TimeUnit.NANOSECONDS);
                })
                .syncUninterruptibly()
                .getNow();
        Pace.sleep(time);
        ticking.cancel(false);
        return loop.submit(this::sorted).syncUninterruptibly().getNow();
    }

    private void tick() {
        long due = began + ticks * TICK_NANOS;
        int from = turn(ticks);
        ticks++;
        for (int i = from; i < turn(ticks); i++) {
            lines.get(i % lines.size()).send(due);
        }
    }

    /** The number of modules that have had their turn after this many ticks. */
    private int turn(long after) {
        return Math.toIntExact(after * lines.size() / TICKS_A_SECOND);
    }

    private long[] sorted() {
        if (failure != null) {
            throw new IllegalStateException("a command failed", failure);
        }
        long[] all = Arrays.copyOf(latencies, measured);
        Arrays.sort(all);
        return all;
    }

    @Override
    public void close() {
        Loops.end(loops);
    }

    private final class Line implements CoreSubscriber<Object> {

        private final AtSession session;
        private long due;
        private boolean underWay;

        Line(L610 module) {
            session = module.session();
        }

        void send(long when) {
            if (!underWay) {
                underWay = true;
                due = when;
                session.send(signal).subscribe(this);
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object answer) {
            // Only its arrival counts.
        }

        @Override
        public void onError(Throwable why) {
            failure = why;
        }

        @Override
        public void onComplete() {
            underWay = false;
            if (measured < latencies.length) {
                latencies[measured++] = System.nanoTime() - due;
            }
        }
    }
}
