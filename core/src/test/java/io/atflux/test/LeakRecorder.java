package io.atflux.test;

import io.netty.util.ResourceLeakDetector;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Netty's leak detector, keeping its reports for {@link LeakCheck}. In force if the JVM is started with
 * {@code -Dio.netty.leakDetection.level=paranoid -Dio.netty.customResourceLeakDetector=io.atflux.test.LeakRecorder}.
 *
 * @param <T> the type that is watched
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {

    private static final BlockingQueue<String> REPORTS = new LinkedBlockingQueue<>();

    /** Called by Netty. */
    public LeakRecorder(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    /** Called by Netty, in the form for older detectors. */
    public LeakRecorder(Class<?> type, int samplingInterval, long ignored) {
        this(type, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        REPORTS.add(type + " was not released:" + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        REPORTS.add(type + " was not released");
    }

    static @Nullable String next(long millis) throws InterruptedException {
        return REPORTS.poll(millis, TimeUnit.MILLISECONDS);
    }
}
