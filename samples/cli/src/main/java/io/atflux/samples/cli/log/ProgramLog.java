package io.atflux.samples.cli.log;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The lines of the program's log. Warnings have the format of all messages of the program; the traffic of the line,
 * which only {@code -v} shows, has the time before it. Any thread.
 */
public final class ProgramLog {

    private static final String OURS = "io.atflux";

    private static volatile Level ours = Level.WARN;
    private static volatile Consumer<String> sink = System.err::println;

    private ProgramLog() {}

    /** Whether the traffic of the line is shown too. */
    public static void verbose(boolean wanted) {
        ours = wanted ? Level.DEBUG : Level.WARN;
    }

    /** Passes the lines to a consumer from now on, for a program that orders them with its answers. */
    public static void to(Consumer<String> taker) {
        sink = taker;
    }

    /** Of other libraries only errors are shown. */
    static boolean isShown(String logger, Level level) {
        return level.toInt() >= (logger.startsWith(OURS) ? ours : Level.ERROR).toInt();
    }

    static void show(Level level, String message, @Nullable Throwable failure) {
        sink.accept(line(level, message + (failure == null ? "" : ": " + failure)));
    }

    /** The printed form of a line. */
    static String line(Level level, String message) {
        if (level.toInt() >= Level.WARN.toInt()) {
            return "atflux: " + (level == Level.WARN ? "warning: " : "") + message;
        }
        LocalTime now = LocalTime.now().truncatedTo(ChronoUnit.MILLIS);
        return String.format(Locale.ROOT, "%tT.%tL %s", now, now, message);
    }
}
