package io.atflux.link.blocking;

import io.atflux.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Requests as many messages as threads wait, and gives each message to one thread. Uses a {@code java.util.concurrent} lock, not a JVM
 * monitor, which would pin the carriers of virtual threads. No foreign code runs under the lock.
 */
final class WaitingMessages extends BaseSubscriber<MqttMessage> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<MqttMessage> here = new ArrayDeque<>(2);
    private int waiting;
    private int asked;
    private boolean over;
    private @Nullable Throwable failure;

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        // Requested one by one.
    }

    /** @return null if no message arrived in time, or the stream has ended */
    @Nullable
    MqttMessage next(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        waiting++;
        try {
            ask();
            long left = nanos;
            while (here.isEmpty() && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            return taken();
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Requests messages for the waiting threads for which none is present or requested. */
    private void ask() {
        int more = waiting - asked - here.size();
        if (more > 0 && !over) {
            asked += more;
            lock.unlock();
            try {
                request(more);
            } finally {
                lock.lock();
            }
        }
    }

    private @Nullable MqttMessage taken() {
        MqttMessage one = here.pollFirst();
        Throwable why = failure;
        if (one == null && why != null) {
            throw Await.unchecked(why);
        }
        return one;
    }

    boolean isOver() {
        lock.lock();
        try {
            return over && here.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void hookOnNext(MqttMessage message) {
        lock.lock();
        try {
            if (!over) {
                asked--;
                here.addLast(message);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void hookOnComplete() {
        end(null, false);
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        end(thrown, false);
    }

    void close() {
        end(null, true);
        dispose();
    }

    private void end(@Nullable Throwable why, boolean forget) {
        lock.lock();
        try {
            if (!over) {
                over = true;
                failure = why;
            }
            if (forget) {
                here.clear();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
