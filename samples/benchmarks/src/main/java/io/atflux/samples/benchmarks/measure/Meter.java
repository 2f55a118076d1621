package io.atflux.samples.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * The usage of the threads of this JVM: CPU time and allocated bytes, separated by the threads' names. The measuring
 * thread does not count, nor do those of the JVM itself (compilers, collectors).
 */
public final class Meter {

    /** The side to which a thread belongs. */
    public enum Side {
        CLIENT,
        MODEM,
        /** Works beside the loops, such as a recording's writer. */
        OTHER
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<Long, Side> SIDES = new HashMap<>();

    private final Map<Long, long[]> before = new HashMap<>();

    private Meter() {}

    /** Starts measuring. */
    public static Meter start() {
        Meter meter = new Meter();
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        long[] nanos = THREADS.getThreadCpuTime(ids);
        for (int i = 0; i < ids.length; i++) {
            meter.before.put(ids[i], new long[] {nanos[i], bytes[i]});
        }
        return meter;
    }

    /** The usage since the start. */
    public Usage end() {
        long[] ids = THREADS.getAllThreadIds();
        long[] nanos = THREADS.getThreadCpuTime(ids);
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        long self = Thread.currentThread().getId();
        Usage usage = new Usage();
        for (int i = 0; i < ids.length; i++) {
            long[] then = before.getOrDefault(ids[i], new long[2]);
            // A thread that ended meanwhile has -1.
            if (ids[i] != self && nanos[i] >= 0 && bytes[i] >= 0) {
                usage.add(side(ids[i]), nanos[i] - then[0], bytes[i] - then[1]);
            }
        }
        return usage;
    }

    private static synchronized Side side(long id) {
        Side known = SIDES.get(id);
        if (known == null) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            known = info == null ? Side.OTHER : side(info.getThreadName());
            SIDES.put(id, known);
        }
        return known;
    }

    private static Side side(String name) {
        if (name.startsWith("modem")) {
            return Side.MODEM;
        }
        boolean client = name.startsWith("client")
                || name.startsWith("parallel")
                || name.startsWith("ForkJoinPool")
                || name.startsWith("VirtualThread")
                || name.startsWith("atflux-serial")
                || name.endsWith("-Poller")
                || name.contains("Poller-");
        return client ? Side.CLIENT : Side.OTHER;
    }
}
