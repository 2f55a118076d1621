package io.atflux.samples.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** {@code -v}: what passes on the line, on standard error. */
public final class WireLog {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show what passes on the line on standard error; secrets are masked.")
    private boolean wanted;

    /** Switches the log on where it was asked for, and off where it was not. */
    public void apply() {
        if (LoggerFactory.getLogger("io.atflux") instanceof Logger logger) {
            logger.setLevel(wanted ? Level.DEBUG : null);
        }
    }
}
