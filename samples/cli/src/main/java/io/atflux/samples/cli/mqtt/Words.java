package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Shown;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a link stands, for people, and for the exit status. */
final class Words {

    private Words() {}

    /** For what the link waits in a phase; null if nothing is waited for. */
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

    /** What is wrong, what was seen, and what to do. */
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

    /** Why the program ends although the link would go on; the diagnosis was told before. */
    static String givenUp(LinkState state) {
        LinkCause cause = state.cause();
        return "ending: " + (cause == null ? state.phase() : cause)
                + " is for you to mend (--keep-trying waits for that)";
    }

    /** The option of this program that a cure comes down to. */
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

    /** What the program ends with if this is where the link stands. */
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
