package io.atflux.outbox.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The single thread of the process that accesses the files of outboxes. It is a daemon, and ends after some seconds
 * without work.
 */
final class WriterThread {

    private static final int IDLE_SECONDS = 10;

    private WriterThread() {}

    static Executor shared() {
        return Shared.EXECUTOR;
    }

    private static final class Shared {

        static final Executor EXECUTOR = create();

        private static Executor create() {
            ThreadPoolExecutor one =
                    new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "atflux-outbox");
                        thread.setDaemon(true);
                        return thread;
                    });
            one.allowCoreThreadTimeOut(true);
            return one;
        }
    }
}
