package io.atflux.link.internal.driver;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.link.ConnectedModule;
import io.atflux.profile.AtProfile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one failed write of a message proves. */
enum Attempt {
    /** Nothing of it was written. */
    NOT_SENT,
    /** The module did not accept it: nothing was published. */
    REFUSED,
    /** It was accepted, and not confirmed: the broker may have it. */
    UNKNOWN,
    /** No module takes it. */
    IMPOSSIBLE;

    /** For so long a module that refuses a message is asked again (guide, section 2). */
    static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Between two attempts. */
    static final Duration PAUSE = Duration.ofSeconds(1);
    /** A message that ended so many connections is not tried again. */
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
        // A result code may have come because the connection broke: it does not say what the broker has.
        boolean final0 = at instanceof AtRejectedException no && no.urc() == null && no.outcome() == Outcome.REJECTED;
        return final0 ? REFUSED : UNKNOWN;
    }

    /** Whether the module will never take what it refused so: its profile says by which codes. */
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
