package io.atflux.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Hooks;

/**
 * Fails a test in which Reactor dropped a signal: a value or an error that reached no subscriber. A test of such
 * signals takes them.
 */
public final class DroppedSignals implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Queue<Drop> DROPS = new ConcurrentLinkedQueue<>();

    /**
     * A dropped signal.
     *
     * @param signal the value, or the error
     * @param where the stack of the code that dropped it
     */
    private record Drop(Object signal, Throwable where) {}

    /** All signals that were dropped since the last call. */
    public static List<Object> take() {
        return drain().stream().map(Drop::signal).toList();
    }

    private static List<Drop> drain() {
        List<Drop> all = new ArrayList<>();
        for (Drop next = DROPS.poll(); next != null; next = DROPS.poll()) {
            all.add(next);
        }
        return all;
    }

    private static void dropped(Object signal) {
        DROPS.add(new Drop(
                signal, new Throwable("dropped on " + Thread.currentThread().getName())));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Hooks.resetOnErrorDropped();
        Hooks.resetOnNextDropped();
        Hooks.onErrorDropped(DroppedSignals::dropped);
        Hooks.onNextDropped(DroppedSignals::dropped);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failOnDrops(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failOnDrops(context);
    }

    private static void failOnDrops(ExtensionContext context) {
        List<Drop> drops = drain();
        if (!drops.isEmpty()) {
            AssertionError failure = new AssertionError("dropped signals: " + drops.size() + ", by the end of "
                    + context.getDisplayName() + ", the first one: "
                    + drops.get(0).signal());
            for (Drop drop : drops.subList(0, Math.min(5, drops.size()))) {
                if (drop.signal() instanceof Throwable thrown) {
                    drop.where().initCause(thrown);
                }
                failure.addSuppressed(drop.where());
            }
            throw failure;
        }
    }
}
