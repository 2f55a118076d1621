package io.atflux.samples.cli;

import io.atflux.samples.cli.log.LogbackLevels;
import io.atflux.samples.cli.log.ProgramLog;
import io.atflux.samples.cli.log.ProgramLogProvider;
import picocli.CommandLine.Option;

/** {@code -v}: what passes on the line, on standard error. */
public final class WireLog {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show what passes on the line on standard error; secrets are masked.")
    private boolean wanted;

    /** Shows what passes if that was asked for, and warnings in any case. */
    public void apply() {
        ProgramLog.verbose(wanted);
        if (!ProgramLogProvider.isChosen()) {
            LogbackLevels.verbose(wanted);
        }
    }

    /** Whether what passes is shown. */
    public boolean isWanted() {
        return wanted;
    }
}
