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

/** The state of the session, and its knowledge of the modem's state. Confined to the event loop, except {@link #state}. */
final class Standing {

    /** Events by the former and the new state: each command needs two. */
    private static final SessionEvent[][] CHANGES = changes();

    private final SessionCore core;
    private volatile SessionState state = SessionState.READY;
    /** The time at which the session began, or the module restarted. */
    private long upSince;

    /** Created on first use: an idle session needs none. */
    private @Nullable Opening opening;
    /** A result code has arrived. */
    private boolean found;

    final QuietRestart quiet;
    boolean open = true;
    /** The modem reports the reasons of its errors. */
    boolean verboseErrors;
    /** A probe was answered, and only this session writes. */
    boolean proven;
    /** The module restarted, and has not been proved to be in step since. */
    boolean restarted;

    Standing(SessionCore core) {
        this.core = core;
        this.quiet = new QuietRestart(core);
        this.upSince = core.given.now();
    }

    /** The search for the modem, until the first result code arrives; null afterwards. */
    @Nullable
    Opening opening() {
        Opening one = opening;
        if (one == null && !found) {
            one = new Opening(core, false);
            opening = one;
        }
        return one;
    }

    /** @param numbers whether the modem sends numeric result codes unasked: then it is set back before the next command */
    void provenBy(boolean numbers) {
        if (numbers && found) {
            opening = new Opening(core, true);
            found = false;
        }
    }

    boolean isOpening() {
        Opening one = opening;
        return one != null && one.isActive();
    }

    /** The bytes since the line was opened, as the end of a sentence; empty after the first result code. */
    String heardInstead() {
        Opening one = opening();
        return one == null ? "" : one.words.told();
    }

    /** @return whether the result code answers a line that was written to find the modem */
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

    /** The time since the module's start, as far as the session knows: nanoseconds. */
    long up() {
        long now = core.given.now();
        if (now - upSince < 0) {
            // A test has replaced the clock.
            upSince = now;
        }
        return now - upSince;
    }

    /** Whether the module may have read the command only after its restart: it was written while the banner was under way. */
    boolean mayHaveCrossedRestart(Operation<?> op) {
        return op.attemptStart() - restartedAfter() > 0;
    }

    /** What was written before then did not reach the restarted module. */
    long restartedAfter() {
        // If it was written within that silence, it may have reached it.
        return core.given.now() - up() - LineStage.RESTART_SILENCE - core.given.wire.transmission(0);
    }

    /** Whether the module has forgotten the command: it restarted afterwards, and has not been proved to be in step since. */
    boolean isOfBeforeRestart(Seat seat) {
        return restarted && (seat.op == null || seat.op.attemptStart() - upSince < 0);
    }

    SessionState state() {
        return state;
    }

    /** The module has forgotten its accepted settings, and has been proved to be in step since. */
    void restartFound() {
        verboseErrors = false;
        upSince = core.given.now();
    }

    /** The module has forgotten its accepted settings. */
    void restarted() {
        quiet.over();
        verboseErrors = false;
        proven = false;
        restarted = true;
        upSince = core.given.now();
    }

    /** The modem answered the command with OK. */
    void accepted(String wire) {
        if (wire.equals(core.given.profile.verboseErrors())) {
            verboseErrors = true;
        } else if (verboseErrors) {
            String line = wire.toUpperCase(Locale.ROOT);
            // The program chose another setting, or restored the defaults.
            verboseErrors = !line.contains("+CMEE=") && !line.startsWith("ATZ") && !line.contains("&F");
        }
    }

    /**
     * The command that makes the modem report reasons, if it has just answered ERROR without one and the command was not accepted
     * yet; null otherwise.
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

    /** Publishes the state if it has changed. */
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
