package io.atflux.link.internal.machine;

import io.atflux.link.LinkCause;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of the machine's own findings. */
final class Words {

    private Words() {}

    private static String name(LineWork work) {
        return work.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Finding tooLong(LineWork work) {
        String detail = name(work) + " took longer than " + work.limit().toSeconds() + " s";
        return work == LineWork.CONNECT
                ? Finding.of(LinkCause.LINE_UNREACHABLE, detail)
                : new Finding(
                        LinkCause.MODEM_OUT_OF_STEP,
                        Set.of(LinkCause.MODEM_SILENT, LinkCause.LINE_SILENT, LinkCause.LINE_NOISE),
                        detail);
    }

    static Finding neverEnded(LineWork work) {
        return Finding.of(
                LinkCause.LINE_LOST,
                name(work) + " did not end within " + Draft.CANCEL_LIMIT.toSeconds()
                        + " s of its cancellation: the line was closed");
    }

    /** A link that has moved to a free client was probably disconnected by the client from which it moved. */
    static Finding kicked(int times, boolean moved) {
        String detail = "the connection broke within " + Policy.KICKED.toSeconds() + " s of its opening " + times
                + " times in a row: likely " + (moved ? "another MQTT client of this module" : "another device")
                + " uses this client identifier";
        return moved
                ? new Finding(LinkCause.TAKEN_OVER, Set.of(LinkCause.IDENTITY_IN_USE), detail)
                : Finding.of(LinkCause.IDENTITY_IN_USE, detail);
    }

    static Finding subscribeRefused(int times) {
        return new Finding(
                LinkCause.SUBSCRIPTION_REFUSED,
                Set.of(LinkCause.CONNECTION_BROKEN, LinkCause.IDENTITY_IN_USE),
                "the connection broke right after a subscribe " + times + " times in a row");
    }

    static Finding messageRefused(int times, @Nullable String said) {
        return new Finding(
                LinkCause.MESSAGE_REFUSED,
                Set.of(LinkCause.CONNECTION_BROKEN, LinkCause.IDENTITY_IN_USE),
                "the connection broke right after a publish " + times + " times in a row"
                        + (said == null ? "" : "; " + said));
    }

    static Finding unanswered(int times) {
        return Finding.of(LinkCause.CONNECTION_BROKEN, times + " requests were not answered by the broker");
    }

    /** A break alone does not show its origin. */
    static Finding broken(@Nullable String said) {
        return new Finding(
                LinkCause.CONNECTION_BROKEN,
                Set.of(LinkCause.IDENTITY_IN_USE, LinkCause.BROKER_UNREACHABLE, LinkCause.BEARER_LOST),
                said);
    }
}
