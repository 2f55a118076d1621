package io.atflux.test;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class in which a buffer was lost. After each class it loses one buffer itself, and waits for the report
 * of it. So earlier losses have been found as well, and a detection that does not work is noticed.
 */
public final class LeakCheck implements AfterAllCallback {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static int canaries;

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (context.getRequiredTestClass().getEnclosingClass() == null) {
            List<String> leaks = leaks();
            if (!leaks.isEmpty()) {
                throw new AssertionError("lost buffers: " + leaks.size() + ", found after "
                        + context.getRequiredTestClass().getSimpleName() + ":\n" + String.join("\n", leaks));
            }
        }
    }

    /** The buffers lost since the last call. */
    static synchronized List<String> leaks() throws InterruptedException {
        String canary = "canary " + ++canaries + ".";
        lose(canary);
        List<String> found = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean reported = false;
        while (!reported) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the leak detection does not work: see LeakRecorder for its two properties");
            }
            System.gc();
            reported = takeReports(canary, found);
        }
        // The references of one collection are enqueued one after the other.
        takeReports(canary, found);
        return found;
    }

    private static boolean takeReports(String canary, List<String> found) throws InterruptedException {
        // The detector looks for lost buffers at each new allocation.
        ByteBufAllocator.DEFAULT.heapBuffer(1).release();
        boolean reported = false;
        for (String report = LeakRecorder.next(5); report != null; report = LeakRecorder.next(0)) {
            if (report.contains(canary)) {
                reported = true;
            } else {
                found.add(report);
            }
        }
        return reported;
    }

    private static void lose(String hint) {
        ByteBufAllocator.DEFAULT.heapBuffer(1).touch(hint);
    }
}
