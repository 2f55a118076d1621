package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkPhase;
import io.atflux.link.MqttLink;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Streams;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/**
 * The life of one link. Its events are printed on the program's own thread, in order, because a slow reader of the
 * output must not delay the line. The link is closed at the end, also after an interrupt.
 */
final class LinkRun {

    /** A link's own limit for its closing. */
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 10_000;

    private final Streams streams;
    private final LinkPrinter printer;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);
    private int status = ExitStatus.OK;
    private boolean ended;
    private boolean closed;

    LinkRun(Streams streams, LinkPrinter printer) {
        this.streams = streams;
        this.printer = printer;
    }

    LinkPrinter printer() {
        return printer;
    }

    /** Adds an event to print. Any thread. */
    void tell(Runnable news) {
        queue.add(news);
    }

    /** Adds an event that may be dropped if too many wait. */
    void tellOrDrop(Runnable news) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        queue.add(() -> {
            waiting.decrementAndGet();
            news.run();
        });
    }

    /** Ends the program after all earlier events were printed. Any thread; the first call counts. */
    void end(int exitStatus, String message) {
        tell(() -> endNow(exitStatus, message));
    }

    /** Ends the program at once. Called while an event is printed. */
    void endNow(int exitStatus, String message) {
        if (!ended) {
            ended = true;
            status = exitStatus;
            if (!message.isEmpty()) {
                warn(message);
            }
        }
    }

    /** Prints a message for users. Called while an event is printed. */
    void warn(String message) {
        streams.err().println("atflux: " + message);
    }

    boolean isEnded() {
        return ended;
    }

    /**
     * Prints until the end, and closes.
     *
     * @param begin starts the work of the link
     * @param stopped completes when the work reports nothing more after the link was closed
     * @return the exit status
     */
    int run(MqttLink link, Narrator narrator, Runnable begin, Mono<Void> stopped) throws InterruptedException {
        Thread hook = new Thread(this::interrupted, "atflux-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            link.states()
                    // Before its start the link has no events.
                    .skipWhile(state -> state.phase() == LinkPhase.CLOSED && state.cause() == null)
                    .subscribe(state -> {
                        narrator.state(state);
                        tell(() -> printer.state(state));
                    });
            begin.run();
            tellUntil(() -> ended);
            link.close()
                    .then(stopped.timeout(LAST_WORDS, Mono.empty()))
                    .subscribe(nothing -> {}, failure -> tell(this::closed), () -> tell(this::closed));
            tellUntil(() -> closed);
            if (dropped.get() > 0) {
                streams.err().println("atflux: " + dropped + " messages dropped: the output was read too slowly");
            }
            return status;
        } finally {
            over.countDown();
            unhook(hook);
        }
    }

    private void tellUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            queue.take().run();
            if (streams.out().checkError()) {
                // The reader of the output has gone.
                endNow(ExitStatus.FAILED, "");
            }
        }
    }

    private void closed() {
        closed = true;
    }

    /** The process ends when all its hooks have ended. */
    private void interrupted() {
        end(ExitStatus.FAILED, "interrupted: closing the connection, which takes 20 s at most");
        try {
            if (!over.await(CLOSE_LIMIT.plus(LAST_WORDS).toSeconds() + 1, TimeUnit.SECONDS)) {
                streams.err().println("atflux: the connection did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook already runs.
            return;
        }
    }
}
