package io.atflux.samples.cli.send;

import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Kind;
import io.atflux.samples.cli.send.Report.Reply;

/** The exit status of all reports together: the worst one counts. */
final class Status {

    private boolean failed;
    private boolean misused;
    private boolean disconnected;

    void add(Report report) {
        if (report instanceof Reply reply) {
            failed |= !reply.result().isOk();
        } else if (report instanceof Failure failure) {
            disconnected |= failure.kind() == Kind.CONNECTION;
            misused |= failure.kind() == Kind.USAGE;
            // An unsolicited line that was too long is no command's failure.
            failed |= failure.command() != null || failure.kind() != Kind.OVERFLOW;
        }
    }

    boolean isDisconnected() {
        return disconnected;
    }

    int code() {
        if (disconnected) {
            return ExitStatus.NO_CONNECTION;
        }
        if (misused) {
            return ExitStatus.USAGE;
        }
        return failed ? ExitStatus.FAILED : ExitStatus.OK;
    }
}
