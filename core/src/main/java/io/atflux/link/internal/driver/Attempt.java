package io.atflux.link.internal.driver;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.link.ConnectedModule;
import io.atflux.profile.AtProfile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state that a failed write of a message proves. */
enum Attempt {
    /** Nothing of it was written. */
    NOT_SENT,
    /** The module did not accept it: nothing was published. */
    REFUSED,
    /** It was accepted, and not confirmed: the broker may have it. */
    UNKNOWN,
    /** No module accepts it. */
    IMPOSSIBLE;

    /** The time for which a message is retried at a module that refuses it (guide, section 2). */
    static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The pause between two attempts. */
    static final Duration PAUSE = Duration.ofSeconds(1);
    /** The number of ended connections after which a message is not sent again. */
    static final int POISON = 5;

    static Attempt of(Throwable failure) {
        if (failure instanceof AtUsageException) {
            return IMPOSSIBLE;
        }
        if (!(failure instanceof AtException at)) {
            return UNKNOWN;
        }
        if (at.outcome() == Outcome.NOT_SENT) {
            return NOT_SENT;
        }
        // A result code may be caused by a break of the connection: it does not prove whether the broker has the
        // message.
        boolean final0 = at instanceof AtRejectedException no && no.urc() == null && no.outcome() == Outcome.REJECTED;
        return final0 ? REFUSED : UNKNOWN;
    }

    /** Whether the module will never accept what it refused with this failure: the profile lists the codes. */
    static boolean isHopeless(@Nullable ConnectedModule open, Throwable failure) {
        if (open == null
                || !(failure instanceof AtRejectedException no)
                || no.code().isEmpty()) {
            return false;
        }
        int code = no.code().getAsInt();
        AtProfile profile = open.session().profile();
        return profile.neverRetryOn().contains(code)
                || profile.neverRetryOnRepeated().contains(code);
    }
}
