package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Shown;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a link in words, and as an exit status. */
final class Words {

    private Words() {}

    /** The object of the link's wait in a phase; null if it does not wait. */
    static @Nullable String awaited(LinkPhase phase) {
        return switch (phase) {
            case CONNECTING -> "the line";
            case SYNCHRONISING -> "the modem";
            case INITIALISING -> "SIM and access point";
            case REGISTERING -> "the network";
            case DIALLING -> "an IP address";
            case OPENING -> "the broker";
            case CLOSING -> "the end of the connection";
            case WAITING, BLOCKED -> "the next attempt";
            case CLOSED, READY -> null;
            default -> phase.name();
        };
    }

    /** The cause, the observation, and the cure. */
    static String diagnosis(LinkState state) {
        LinkCause cause = state.cause();
        if (cause == null) {
            String awaited = awaited(state.phase());
            return awaited == null ? state.phase().name() : "still waiting for " + awaited;
        }
        String others = state.likely().stream()
                .filter(each -> each != cause)
                .map(LinkCause::name)
                .collect(Collectors.joining(", "));
        String detail = state.detail();
        return cause
                + (others.isEmpty() ? "" : " (or " + others + ")")
                + (detail == null ? "" : ": " + Shown.text(detail))
                + ". "
                + cause.cure()
                + option(cause);
    }

    /** The reason why the program ends although the link would continue; the diagnosis was printed before. */
    static String givenUp(LinkState state) {
        LinkCause cause = state.cause();
        return "ending: " + (cause == null ? state.phase() : cause)
                + " is for you to mend (--keep-trying waits for that)";
    }

    /** The option of this program that corresponds to a cure. */
    private static String option(LinkCause cause) {
        return switch (cause) {
            case APN_REFUSED, BEARER_REFUSED -> " (--apn)";
            case CREDENTIALS_REFUSED, BROKER_REFUSED -> " (--user, --password-file)";
            case IDENTITY_IN_USE -> " (--client-id)";
            case TLS_CERTIFICATE -> " (--ca, --cert, --key)";
            case TAKEN_OVER -> " (--take-over)";
            default -> "";
        };
    }

    /** The exit status for the state of the link. */
    static int status(LinkState state) {
        LinkCause cause = state.cause();
        if (cause == LinkCause.MISCONFIGURED) {
            return ExitStatus.USAGE;
        }
        boolean line = cause == LinkCause.DEVICE_NOT_DIALLED_IN
                || (cause != null && cause.name().startsWith("LINE_"));
        return line || state.phase() == LinkPhase.CONNECTING ? ExitStatus.NO_CONNECTION : ExitStatus.FAILED;
    }
}
