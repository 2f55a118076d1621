package io.atflux.samples.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the same levels if SLF4J is bound to Logback: in {@code demo}, and in programs that run this one in their own
 * process.
 */
public final class LogbackLevels {

    private LogbackLevels() {}

    /** Whether the traffic of the line is shown too. */
    public static void verbose(boolean wanted) {
        if (LoggerFactory.getLogger("io.atflux") instanceof Logger logger) {
            logger.setLevel(wanted ? Level.DEBUG : Level.WARN);
        }
    }
}
