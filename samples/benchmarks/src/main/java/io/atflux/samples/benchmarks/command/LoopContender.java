package io.atflux.samples.benchmarks.command;

import io.atflux.samples.benchmarks.measure.CountingLoops;
import io.atflux.samples.benchmarks.measure.Loops;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lines on one event loop. All state except the latch belongs to the loop. */
abstract class LoopContender implements Contender {

    /** One line, with no command or one in flight. */
    interface Line {

        /** Sends a command, and calls {@link #answered(Line)} when its answer has arrived. On the loop. */
        void send();

        void close();
    }

    private static final int LIMIT_SECONDS = 60;

    final CountingLoops loops = Loops.create("client", 1);
    private final EventLoop loop = loops.next();
    private final List<Line> lines = new ArrayList<>();
    private CountDownLatch quiet = new CountDownLatch(0);
    private boolean sends;
    private int silent;
    private long answers;
    private volatile @Nullable Throwable failure;

    /** If lines take turns: the next line, and the number of pending answers. */
    private @Nullable ScheduledFuture<?> ticks;

    private int next;
    private int underWay;

    /** Opens lines, one after the other. */
    LoopContender open(int count, int port) {
        for (int i = 0; i < count; i++) {
            lines.add(line(port));
        }
        return this;
    }

    abstract Line line(int port);

    final void answered(Line line) {
        answers++;
        if (ticks != null) {
            underWay--;
            endTurns();
        } else if (sends) {
            line.send();
        } else if (++silent == lines.size()) {
            quiet.countDown();
        }
    }

    final void failed(Throwable why) {
        failure = why;
        quiet.countDown();
    }

    /** Lines take turns: in each millisecond this many of them send, without waiting for each other. */
    final void goInTurns(int each) {
        loop.execute(() -> {
            quiet = new CountDownLatch(1);
            sends = true;
            ticks = loop.scheduleAtFixedRate(() -> tick(each), 0, 1, TimeUnit.MILLISECONDS);
        });
    }

    private void tick(int each) {
        for (int i = 0; i < each; i++) {
            underWay++;
            lines.get(next).send();
            next = (next + 1) % lines.size();
        }
    }

    private void endTurns() {
        if (!sends && underWay == 0) {
            ticks = null;
            quiet.countDown();
        }
    }

    final long answers() {
        return loop.submit(() -> answers).syncUninterruptibly().getNow();
    }

    @Override
    public void go() {
        loop.execute(() -> {
            quiet = new CountDownLatch(1);
            silent = 0;
            sends = true;
            lines.forEach(Line::send);
        });
    }

    @Override
    public void halt() {
        CountDownLatch last = loop.submit(() -> {
                    sends = false;
                    if (ticks != null) {
                        ticks.cancel(false);
                        endTurns();
                    }
                    return quiet;
                })
                .syncUninterruptibly()
                .getNow();
        try {
            if (!last.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("an answer is missing after " + LIMIT_SECONDS + " s");
            }
            if (failure != null) {
                throw new IllegalStateException("a command failed", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long timers() {
        return loops.timers();
    }

    @Override
    public long tasks() {
        return loops.tasks();
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
        Loops.end(loops);
    }
}
