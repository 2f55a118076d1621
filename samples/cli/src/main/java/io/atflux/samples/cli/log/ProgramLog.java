package io.atflux.samples.cli.log;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The lines of the program's log. Warnings of a line look as all messages of the program; what passes on the line, which is
 * shown by {@code -v} alone, has the time before it. Any thread.
 */
public final class ProgramLog {

    private static final String OURS = "io.atflux";

    private static volatile Level ours = Level.WARN;
    private static volatile Consumer<String> sink = System.err::println;

    private ProgramLog() {}

    /** Whether what passes on the line is shown too. */
    public static void verbose(boolean wanted) {
        ours = wanted ? Level.DEBUG : Level.WARN;
    }

    /** Takes the lines from now on: for a program that puts them in order with its answers. */
    public static void to(Consumer<String> taker) {
        sink = taker;
    }

    /** Other libraries are heard only when they fail. */
    static boolean isShown(String logger, Level level) {
        return level.toInt() >= (logger.startsWith(OURS) ? ours : Level.ERROR).toInt();
    }

    static void show(Level level, String message, @Nullable Throwable failure) {
        sink.accept(line(level, message + (failure == null ? "" : ": " + failure)));
    }

    /** The line as people see it. */
    static String line(Level level, String message) {
        if (level.toInt() >= Level.WARN.toInt()) {
            return "atflux: " + (level == Level.WARN ? "warning: " : "") + message;
        }
        LocalTime now = LocalTime.now().truncatedTo(ChronoUnit.MILLIS);
        return String.format(Locale.ROOT, "%tT.%tL %s", now, now, message);
    }
}
