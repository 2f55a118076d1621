package io.atflux.outbox.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of the process that touches files of outboxes. A daemon, which ends when it has been idle for some seconds. */
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
