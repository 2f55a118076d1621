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

    /** Shows what passes where that was asked for, and warnings in any case. */
    public void apply() {
        if (LoggerFactory.getLogger("io.atflux") instanceof Logger logger) {
            logger.setLevel(wanted ? Level.DEBUG : Level.WARN);
        }
    }
}
