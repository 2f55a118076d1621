package io.atflux.test;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.error.AtException;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A line that is opened again after each loss, with blocking calls. Each waits at most {@link TransportTck#LIMIT}. */
public final class KeptLine implements AutoCloseable {

    private static final Backoff SOON = Backoff.builder()
            .waits(Duration.ofMillis(20), 1.5, Duration.ofMillis(200))
            .build();

    private final BlockingQueue<AtSession> sessions = new LinkedBlockingQueue<>();
    private final List<ConnectionState> states = new CopyOnWriteArrayList<>();
    private final Sessions subscriber = new Sessions();

    /** Does not open the line yet. */
    public KeptLine(AtClient client) {
        client.sessions(SOON, this::told).subscribe(subscriber);
    }

    /** The next session, once it is connected. */
    public AtSession next() throws InterruptedException {
        ask();
        return take();
    }

    /** Requests one more session, and does not wait. */
    public void ask() {
        subscriber.request(1);
    }

    /** The requested session, once it is connected. */
    public AtSession take() throws InterruptedException {
        AtSession session = sessions.poll(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (session == null) {
            throw new AssertionError("no session within " + TransportTck.LIMIT + ": " + latest());
        }
        return session;
    }

    /** Returns once a state of this kind was reported. */
    public synchronized void await(Class<? extends ConnectionState> kind) throws InterruptedException {
        long end = System.nanoTime() + TransportTck.LIMIT.toNanos();
        while (states.stream().noneMatch(kind::isInstance)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no " + kind.getSimpleName() + ": " + latest());
            }
            wait(left);
        }
    }

    private List<ConnectionState> latest() {
        return states.subList(Math.max(0, states.size() - 4), states.size());
    }

    private synchronized void told(ConnectionState state) {
        states.add(state);
        notifyAll();
    }

    /** All reported states of the line, in order. */
    public List<ConnectionState> states() {
        return List.copyOf(states);
    }

    /** The error of a command. A success, another kind of failure, and a missing end fail the test. */
    public static AtException failure(CompletableFuture<?> command) throws Exception {
        try {
            Object result = command.get(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("it succeeded: " + result);
        } catch (ExecutionException failed) {
            return (AtException) Objects.requireNonNull(failed.getCause());
        }
    }

    /** The first line of the answer to a command. */
    public static String answer(AtSession session, String command) {
        return Objects.requireNonNull(session.send(command).block(TransportTck.LIMIT))
                .texts()
                .get(0);
    }

    @Override
    public void close() {
        subscriber.cancel();
        AtSession last = subscriber.last;
        if (last != null) {
            last.onClose().onErrorComplete().block(TransportTck.LIMIT);
        }
    }

    private final class Sessions extends BaseSubscriber<AtSession> {
        private volatile @Nullable AtSession last;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Requested one by one.
        }

        @Override
        protected void hookOnNext(AtSession session) {
            last = session;
            sessions.add(session);
        }
    }
}
