package io.atflux.samples.cli.send;

import io.atflux.error.AtException;
import io.atflux.error.AtUsageException;
import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireText;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Prints the error that ends a whole command of the program: as text on standard error, and with JSON also as an object
 * like {@code send}'s.
 */
public final class ErrorReport {

    private final Streams streams;
    private final boolean json;

    public ErrorReport(Streams streams, boolean json) {
        this.streams = streams;
        this.json = json;
    }

    /**
     * The error of a wrong command line. With JSON, the object is printed now; the message and the name of the command's
     * help are printed for the returned exception.
     */
    public ParameterException misuse(CommandSpec command, AtUsageException error) {
        String message = String.valueOf(error.getMessage());
        if (json) {
            print(new Report.Failure(null, Reports.kind(error), error.outcome(), message, List.of(), 0));
        }
        return new ParameterException(command.commandLine(), Shown.text(WireText.UTF_8.message(message)), error);
    }

    private void print(Report.Failure failure) {
        new JsonPrinter(streams.out(), WireText.UTF_8).print(failure);
    }

    /**
     * Prints the error.
     *
     * @param addition further information for the end of the message; may be empty
     * @param lines the lines received from the far end
     * @return the program's exit status
     */
    public int tell(AtException error, String addition, List<String> lines) {
        String message = error.getMessage() + addition;
        Report.Failure failure = new Report.Failure(null, Reports.kind(error), error.outcome(), message, lines, 0);
        if (json) {
            print(failure);
        }
        streams.err().println("atflux: " + Shown.text(WireText.UTF_8.message(message)));
        Status status = new Status();
        status.add(failure);
        return status.code();
    }
}
