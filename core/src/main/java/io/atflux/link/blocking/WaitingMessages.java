package io.atflux.link.blocking;

import io.atflux.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Asks for as many messages as threads wait, and hands each to one of them. A lock of the library's and not the JVM's, which would hold
 * the carriers of virtual threads up; nothing of others' is called while it is held.
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
        // Asked for one by one.
    }

    /** @return null if none came in time, or none comes any more */
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

    /** For those who wait, and for whom nothing is here or on its way. */
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
