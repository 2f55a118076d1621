package io.atflux.samples.cli;

import io.atflux.samples.cli.log.LogbackLevels;
import io.atflux.samples.cli.log.ProgramLog;
import io.atflux.samples.cli.log.ProgramLogProvider;
import picocli.CommandLine.Option;

/** {@code -v}: logs the traffic of the line on standard error. */
public final class WireLog {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the traffic of the line on standard error; secrets are masked.")
    private boolean wanted;

    /** Shows the traffic if it was requested, and warnings in any case. */
    public void apply() {
        ProgramLog.verbose(wanted);
        if (!ProgramLogProvider.isChosen()) {
            LogbackLevels.verbose(wanted);
        }
    }

    /** Whether the traffic is shown. */
    public boolean isWanted() {
        return wanted;
    }
}
