package io.atflux.internal.trace;

import io.atflux.internal.foreign.Foreign;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.util.context.ContextView;

/**
 * Puts a caller's Reactor context in reach of loggers while a line is logged. A failure of that is logged, and changes
 * nothing.
 */
public final class LogContext {

    private static final boolean PROPAGATION = isThere("io.micrometer.context.ContextSnapshotFactory");

    private final List<String> keys;

    public LogContext(List<String> keys) {
        this.keys = keys;
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, LogContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Logs on behalf of a command's caller; null for no caller. */
    void during(@Nullable Traced of, Runnable statement) {
        ContextView context = of == null ? null : of.context();
        if (context == null || context.isEmpty()) {
            statement.run();
            return;
        }
        List<Runnable> back = new ArrayList<>(keys.size() + 1);
        Foreign.run("the logging of a caller's context", () -> put(context, back));
        statement.run();
        for (Runnable one : back) {
            Foreign.run("the end of logging a caller's context", one);
        }
    }

    private void put(ContextView context, List<Runnable> back) {
        if (PROPAGATION) {
            back.add(Registered.put(context));
        }
        for (String key : keys) {
            Object value = context.getOrDefault(key, null);
            if (value != null) {
                String before = MDC.get(key);
                back.add(0, before == null ? () -> MDC.remove(key) : () -> MDC.put(key, before));
                MDC.put(key, value.toString());
            }
        }
    }

    /** Loaded only if the library is present. */
    private static final class Registered {

        private static final ContextSnapshotFactory FACTORY =
                ContextSnapshotFactory.builder().build();

        static Runnable put(ContextView context) {
            ContextSnapshot.Scope scope = FACTORY.setThreadLocalsFrom(context);
            return scope::close;
        }
    }
}
