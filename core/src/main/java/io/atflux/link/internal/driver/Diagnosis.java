package io.atflux.link.internal.driver;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.link.LinkCause;
import io.atflux.link.internal.machine.Finding;
import io.atflux.link.internal.machine.LineWork;
import io.atflux.mqtt.TlsError;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/**
 * The meaning of a failure. If the module's text allows several causes, the finding has the widest cause and all that are possible.
 *
 * <p>Error numbers are those of 27.007 9.2 and of the L610's own table.
 */
final class Diagnosis {

    private Diagnosis() {}

    /** The reason why a piece of work failed. */
    static Finding of(LineWork work, Throwable thrown, boolean dialsIn) {
        Throwable failure = first(thrown);
        if (failure instanceof AtUsageException usage) {
            return Finding.of(LinkCause.MISCONFIGURED, usage.getMessage());
        }
        if (failure instanceof AtConnectionException connection) {
            return line(connection, dialsIn);
        }
        if (!(failure instanceof AtException at)) {
            // The user's choice, such as that of the access point, or an unknown failure.
            boolean choice = failure instanceof IllegalArgumentException;
            return Finding.of(choice ? LinkCause.MISCONFIGURED : LinkCause.MODEM_REFUSES, words(failure));
        }
        return switch (work) {
            case CONNECT, SYNCHRONISE, CHECK, RADIO, RESET, POWER, TEAR_DOWN -> modem(at);
            case INITIALISE -> sim(at);
            case REGISTER -> network(at);
            case DIAL, REDIAL -> bearer(at);
            case OPEN, SUBSCRIBE, AWAIT_REOPEN, CLOSE -> broker(at);
        };
    }

    /** The first of several failures that the session reports. */
    static Throwable first(Throwable thrown) {
        for (Throwable each : Exceptions.unwrapMultiple(thrown)) {
            if (each instanceof AtException) {
                return each;
            }
        }
        return thrown;
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** The reason why a line could not be opened, or was lost. */
    static Finding line(AtConnectionException failure, boolean dialsIn) {
        String detail = words(failure);
        return switch (failure.reason()) {
            case REFUSED -> Finding.of(LinkCause.LINE_REFUSED, detail);
            case NOT_FOUND, UNREACHABLE -> Finding.of(LinkCause.LINE_UNREACHABLE, detail);
            case TIMED_OUT ->
                Finding.of(dialsIn ? LinkCause.DEVICE_NOT_DIALLED_IN : LinkCause.LINE_UNREACHABLE, detail);
            case IN_USE -> Finding.of(LinkCause.LINE_BUSY, detail);
            case NOT_PERMITTED -> Finding.of(LinkCause.MISCONFIGURED, detail);
            case HANDSHAKE -> Finding.of(isTls(failure) ? LinkCause.LINE_TLS : LinkCause.LINE_REFUSED, detail);
            case UNRESPONSIVE ->
                new Finding(LinkCause.LINE_SILENT, Set.of(LinkCause.MODEM_SILENT, LinkCause.MODEM_OUT_OF_STEP), detail);
            case LOST, CLOSED, TURN_OVER, OTHER -> Finding.of(LinkCause.LINE_LOST, detail);
        };
    }

    private static boolean isTls(@Nullable Throwable failure) {
        return failure != null && (failure instanceof SSLException || isTls(failure.getCause()));
    }

    /** For a modem that fails a basic command. */
    static Finding modem(AtException failure) {
        if (failure instanceof AtTimeoutException late) {
            return late.phase() == AtTimeoutException.Phase.RESTART
                    ? Finding.of(LinkCause.MODEM_REBOOTED, late.getMessage())
                    : new Finding(
                            LinkCause.MODEM_OUT_OF_STEP,
                            Set.of(LinkCause.MODEM_SILENT, LinkCause.LINE_SILENT, LinkCause.LINE_NOISE),
                            late.getMessage());
        }
        LinkCause cause =
                failure instanceof AtRejectedException ? LinkCause.MODEM_REFUSES : LinkCause.MODEM_OUT_OF_STEP;
        return Finding.of(cause, failure.getMessage());
    }

    private static Finding sim(AtException failure) {
        if (!(failure instanceof AtRejectedException no)) {
            return modem(failure);
        }
        String detail = words(no);
        String command = no.command() == null ? "" : no.command();
        String said = detail.toUpperCase(Locale.ROOT);
        OptionalInt code = no.code();
        if (code.isPresent()) {
            LinkCause cause =
                    switch (code.getAsInt()) {
                        case 10 -> LinkCause.SIM_MISSING;
                        case 11 -> LinkCause.SIM_PIN_WANTED;
                        case 12 -> LinkCause.SIM_PUK_WANTED;
                        case 13, 15 -> LinkCause.SIM_FAILURE;
                        case 14 -> LinkCause.SIM_BUSY;
                        case 16 -> LinkCause.SIM_PIN_WRONG;
                        default -> LinkCause.MODEM_REFUSES;
                    };
            return Finding.of(cause, detail);
        }
        if (!command.startsWith("AT+CPIN")) {
            return Finding.of(LinkCause.MODEM_REFUSES, detail);
        }
        if (said.contains("SIM PUK")) {
            return Finding.of(LinkCause.SIM_PUK_WANTED, detail);
        }
        if (said.contains("SIM PIN")) {
            boolean tried = said.contains("NOT ACCEPTED") || said.contains("TRIED");
            return Finding.of(tried ? LinkCause.SIM_PIN_WRONG : LinkCause.SIM_PIN_WANTED, detail);
        }
        boolean plain = said.contains("ERROR") && !said.contains("+CME ERROR");
        if (!plain && !said.contains("NOT INSERTED") && !said.contains("ERROR: SIM")) {
            // An unknown answer: damaged, or from another module.
            return new Finding(LinkCause.MODEM_REFUSES, Set.of(LinkCause.LINE_NOISE), detail);
        }
        // A plain ERROR to AT+CPIN? gives no reason (guide, section 3).
        return new Finding(
                LinkCause.SIM_MISSING,
                Set.of(LinkCause.SIM_PIN_WANTED, LinkCause.SIM_FAILURE, LinkCause.SIM_BUSY),
                detail);
    }

    private static Finding network(AtException failure) {
        if (failure instanceof AtRejectedException no) {
            return Finding.of(LinkCause.REGISTRATION_DENIED, no.getMessage());
        }
        return failure instanceof AtTimeoutException late && late.outcome() != io.atflux.error.Outcome.UNKNOWN
                ? Finding.of(LinkCause.SEARCHING, late.getMessage())
                : modem(failure);
    }

    private static Finding bearer(AtException failure) {
        String detail = words(failure);
        if (failure instanceof AtRejectedException no) {
            OptionalInt code = no.code();
            if (code.isPresent()) {
                LinkCause cause =
                        switch (code.getAsInt()) {
                            case 132, 133, 149 -> LinkCause.APN_REFUSED;
                            default -> null;
                        };
                if (cause != null) {
                    return Finding.of(cause, detail);
                }
            }
            return new Finding(LinkCause.BEARER_REFUSED, Set.of(LinkCause.APN_REFUSED), detail);
        }
        if (failure instanceof AtTimeoutException late && late.phase() == AtTimeoutException.Phase.URC) {
            return new Finding(LinkCause.BEARER_REFUSED, Set.of(LinkCause.APN_REFUSED), detail);
        }
        return modem(failure);
    }

    private static Finding broker(AtException failure) {
        String detail = words(failure);
        if (failure instanceof AtTimeoutException late) {
            return late.phase() == AtTimeoutException.Phase.URC
                    ? Finding.of(LinkCause.BROKER_UNREACHABLE, detail)
                    : modem(failure);
        }
        if (!(failure instanceof AtRejectedException no)) {
            return modem(failure);
        }
        OptionalInt code = no.code();
        if (code.isPresent()) {
            LinkCause cause =
                    switch (code.getAsInt()) {
                        case 700, 702 -> LinkCause.BROKER_REFUSED;
                        case 701 -> LinkCause.MISCONFIGURED;
                        case 703, 704 -> LinkCause.CREDENTIALS_REFUSED;
                        case 910, 911, 915, 916, 917, 918 -> LinkCause.BROKER_UNREACHABLE;
                        case 901 -> LinkCause.BEARER_LOST;
                        default -> null;
                    };
            if (cause != null) {
                return Finding.of(cause, detail);
            }
        }
        String said = detail.toLowerCase(Locale.ROOT);
        if (said.contains("password") || said.contains("not authori")) {
            return Finding.of(LinkCause.CREDENTIALS_REFUSED, detail);
        }
        return refused(detail);
    }

    private static Finding refused(String detail) {
        return new Finding(
                LinkCause.BROKER_REFUSED,
                Set.of(LinkCause.BROKER_UNREACHABLE, LinkCause.CREDENTIALS_REFUSED, LinkCause.IDENTITY_IN_USE),
                detail);
    }

    /** The finding for the module's own TLS reason; null if it has none. */
    static @Nullable Finding tls(TlsError reason, AtException failure) {
        String detail = words(failure);
        return switch (reason.cause()) {
            case NONE -> null;
            case CLOCK -> Finding.of(LinkCause.TLS_CLOCK, detail);
            case CERTIFICATE, FILES -> Finding.of(LinkCause.TLS_CERTIFICATE, detail);
            case CERTIFICATE_OR_CLOCK -> new Finding(LinkCause.TLS_CERTIFICATE, Set.of(LinkCause.TLS_CLOCK), detail);
            case HANDSHAKE, UNKNOWN -> Finding.of(LinkCause.TLS_FAILED, detail);
        };
    }
}
