package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.DEVICE_NOT_DIALLED_IN;
import static io.atflux.link.LinkCause.LINE_BUSY;
import static io.atflux.link.LinkCause.LINE_LOST;
import static io.atflux.link.LinkCause.LINE_NOISE;
import static io.atflux.link.LinkCause.LINE_REFUSED;
import static io.atflux.link.LinkCause.LINE_SILENT;
import static io.atflux.link.LinkCause.LINE_TLS;
import static io.atflux.link.LinkCause.LINE_UNREACHABLE;
import static io.atflux.link.LinkCause.MISCONFIGURED;
import static io.atflux.link.LinkCause.MODEM_OUT_OF_STEP;
import static io.atflux.link.LinkCause.MODEM_REBOOTED;
import static io.atflux.link.LinkCause.MODEM_REFUSES;
import static io.atflux.link.LinkCause.MODEM_SILENT;

import io.atflux.command.FinalResult;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.line.AtLine;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Failures that any check may have: a failed line, a modem that does not answer, or an unreadable answer. */
final class Troubles {

    private Troubles() {}

    /** The modem's own words in an error; null if there are none. */
    static @Nullable String said(AtException error) {
        if (error instanceof AtRejectedException no) {
            AtLine urc = no.urc();
            FinalResult result = no.result();
            return urc != null ? urc.toString() : result == null ? null : result.text();
        }
        return error.lines().isEmpty() ? null : error.lines().get(0).toString();
    }

    /** The number of an error, -1 for none. */
    static int code(AtException error) {
        OptionalInt code = error instanceof AtRejectedException no ? no.code() : OptionalInt.empty();
        return code.orElse(-1);
    }

    static String words(Throwable error) {
        return String.valueOf(error.getMessage());
    }

    /** The result of a failed command whose failure has no meaning specific to the check. */
    static Check of(String name, AtException error) {
        return judged(name, error).said(said(error));
    }

    private static Check judged(String name, AtException error) {
        if (error instanceof AtConnectionException lost) {
            return line(name, lost, false);
        }
        if (error instanceof AtUsageException) {
            return Check.fail(name, words(error), MISCONFIGURED);
        }
        if (error instanceof AtRejectedException) {
            return Check.fail(name, "the modem refuses " + error.command(), MODEM_REFUSES);
        }
        return error instanceof AtProtocolException
                ? Check.fail(name, "the answer cannot be read: " + words(error), MODEM_OUT_OF_STEP, LINE_NOISE)
                : silence(name, error, Asker.Aftermath.SILENT);
    }

    /** The result of a command without an answer. */
    static Check silence(String name, AtException error, Asker.Aftermath then) {
        String command = String.valueOf(error.command());
        return switch (then) {
            case RESTARTED -> Check.fail(name, "the modem started anew during the check", MODEM_REBOOTED);
            case ANSWERS ->
                Check.fail(name, "the modem does not answer " + command + ", only others", MODEM_OUT_OF_STEP);
            case SILENT ->
                Check.fail(
                        name,
                        "the modem does not answer " + command + ", nor anything since",
                        MODEM_SILENT,
                        LINE_SILENT,
                        MODEM_OUT_OF_STEP);
        };
    }

    /** The result of a line that could not be opened, or was lost. */
    static Check line(String name, AtConnectionException error, boolean dialsIn) {
        String finding = words(error);
        return switch (error.reason()) {
            case REFUSED -> Check.fail(name, finding, LINE_REFUSED);
            case NOT_FOUND, UNREACHABLE -> Check.fail(name, finding, LINE_UNREACHABLE);
            case TIMED_OUT -> Check.fail(name, finding, dialsIn ? DEVICE_NOT_DIALLED_IN : LINE_UNREACHABLE);
            case IN_USE -> Check.fail(name, finding, LINE_BUSY);
            case NOT_PERMITTED ->
                Check.fail(name, finding, MISCONFIGURED).cure("Permit it: this user may not use that port or device.");
            case HANDSHAKE ->
                isTls(error) ? Check.fail(name, finding, LINE_TLS) : Check.fail(name, finding, LINE_REFUSED, LINE_BUSY);
            case UNRESPONSIVE -> Check.fail(name, finding, MODEM_SILENT, LINE_SILENT, MODEM_OUT_OF_STEP);
            case LOST, CLOSED, TURN_OVER, OTHER -> Check.fail(name, finding, LINE_LOST, LINE_BUSY);
        };
    }

    private static boolean isTls(@Nullable Throwable failure) {
        return failure != null && (failure instanceof SSLException || isTls(failure.getCause()));
    }
}
