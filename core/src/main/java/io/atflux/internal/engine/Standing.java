package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.lines.LineStage;
import io.atflux.line.AtLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the session stands, and what it knows of the modem's standing. Confined to the event loop, but for {@link #state}. */
final class Standing {

    /** By the state before and the one after: two for each command. */
    private static final SessionEvent[][] CHANGES = changes();

    private final SessionCore core;
    private volatile SessionState state = SessionState.READY;
    /** When the session began, or the module restarted. */
    private long upSince;

    /** Made when it is first asked for: an idle session needs none. */
    private @Nullable Opening opening;
    /** A result code came. */
    private boolean found;

    final QuietRestart quiet;
    boolean open = true;
    /** The modem gives the reasons of its errors. */
    boolean verboseErrors;
    /** A probe was answered, and nobody but this session writes. */
    boolean proven;
    /** The module was restarted, and was not proved to be in step since. */
    boolean restarted;

    Standing(SessionCore core) {
        this.core = core;
        this.quiet = new QuietRestart(core);
        this.upSince = core.given.now();
    }

    /** What finds the modem, for as long as no result code came; null after that. */
    @Nullable
    Opening opening() {
        Opening one = opening;
        if (one == null && !found) {
            one = new Opening(core);
            opening = one;
        }
        return one;
    }

    boolean isOpening() {
        Opening one = opening;
        return one != null && one.isActive();
    }

    /** What came since the line was opened, as the end of a sentence; empty after a result code came. */
    String heardInstead() {
        Opening one = opening();
        return one == null ? "" : one.words.told();
    }

    /** @return whether the result code is the answer to what was asked in order to find the modem */
    boolean resultCame(FinalResult result, AtLine line) {
        Opening one = opening();
        if (one == null) {
            return false;
        }
        boolean taken = one.finalCame(result, line);
        if (!one.isWanted()) {
            opening = null;
            found = true;
        }
        return taken;
    }

    /** The line is open. */
    void opened() {
        upSince = core.given.now();
    }

    /** For how long the module has been up, as far as the session knows: nanoseconds. */
    long up() {
        long now = core.given.now();
        if (now - upSince < 0) {
            // A test put another clock in the place of the one before.
            upSince = now;
        }
        return now - upSince;
    }

    /** Whether the module may have read the command only after its restart: it was written while the banner was on its way. */
    boolean mayHaveCrossedRestart(Operation<?> op) {
        // Within that silence it may have reached a module that was up again.
        long margin = LineStage.RESTART_SILENCE + core.given.wire.transmission(0);
        return core.given.now() - op.attemptStart() < up() + margin;
    }

    /** Whether the module has forgotten the command: it was restarted after it, and was not proved to be in step since. */
    boolean isOfBeforeRestart(Seat seat) {
        return restarted && (seat.op == null || seat.op.attemptStart() - upSince < 0);
    }

    SessionState state() {
        return state;
    }

    /** The module has forgotten what it accepted, and was proved to be in step since. */
    void restartFound() {
        verboseErrors = false;
        upSince = core.given.now();
    }

    /** The module has forgotten what it accepted. */
    void restarted() {
        quiet.over();
        verboseErrors = false;
        proven = false;
        restarted = true;
        upSince = core.given.now();
    }

    /** The modem said OK to it. */
    void accepted(String wire) {
        if (wire.equals(core.given.profile.verboseErrors())) {
            verboseErrors = true;
        } else if (verboseErrors) {
            String line = wire.toUpperCase(Locale.ROOT);
            // Somebody has other wishes, or set all of it back.
            verboseErrors = !line.contains("+CMEE=") && !line.startsWith("ATZ") && !line.contains("&F");
        }
    }

    /**
     * The command that makes the modem say why, if it has just said ERROR without a reason and was not yet made to; null
     * otherwise.
     */
    @Nullable
    String verboseErrorsMissing(@Nullable AtException failure) {
        boolean bare = failure instanceof AtRejectedException no
                && no.urc() == null
                && no.code().isEmpty();
        return bare && !verboseErrors ? core.given.profile.verboseErrors() : null;
    }

    private static SessionEvent[][] changes() {
        SessionState[] all = SessionState.values();
        SessionEvent[][] changes = new SessionEvent[all.length][all.length];
        for (SessionState from : all) {
            for (SessionState to : all) {
                changes[from.ordinal()][to.ordinal()] = new SessionEvent.StateChanged(from, to);
            }
        }
        return changes;
    }

    /** Tells the state, if it is another one. */
    void update() {
        SessionState before = state;
        SessionState now = now();
        if (before != now) {
            state = now;
            core.given.events.event(CHANGES[before.ordinal()][now.ordinal()]);
        }
    }

    private SessionState now() {
        if (!open) {
            return SessionState.CLOSED;
        }
        if (core.resync.isProbing() || isOpening()) {
            return SessionState.RESYNCING;
        }
        if (core.flight.seat() != null || core.dispatcher.isLineHeld()) {
            return SessionState.BUSY;
        }
        return !core.owed.isEmpty() || core.resync.isActive() ? SessionState.DRAINING : SessionState.READY;
    }
}
