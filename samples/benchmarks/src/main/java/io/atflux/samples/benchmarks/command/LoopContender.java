package io.atflux.samples.benchmarks.command;

import io.atflux.samples.benchmarks.measure.CountingLoops;
import io.atflux.samples.benchmarks.measure.Loops;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lines on one event loop. All state but the latch is the loop's. */
abstract class LoopContender implements Contender {

    /** One line, with nothing under way or one command. */
    interface Line {

        /** Sends a command, and calls {@link #answered(Line)} when its answer is there. On the loop. */
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

    /** Opens lines, one after the other. */
    LoopContender open(int count, int port) {
        for (int i = 0; i < count; i++) {
            lines.add(line(port));
        }
        return this;
    }

    abstract Line line(int port);

    final void answered(Line line) {
        if (sends) {
            line.send();
        } else if (++silent == lines.size()) {
            quiet.countDown();
        }
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
                    return quiet;
                })
                .syncUninterruptibly()
                .getNow();
        try {
            if (!last.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("an answer is missing after " + LIMIT_SECONDS + " s");
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
