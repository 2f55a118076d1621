package io.atflux.samples.link;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link reports its own state correctly. */
final class StatePromises {

    /** The limit within which a link notices that it is no longer ready. */
    private static final Duration NOTICED = Duration.ofMinutes(4);
    /** Added for each other client of the module: a client sends no command while the module answers another one. */
    private static final Duration AFTER_ANOTHER = Duration.ofMinutes(1);

    /** A session in which noise left no line to prove resynchronisation waits this long for silence. */
    private static final Duration SILENCE = Duration.ofSeconds(210);

    /** The limit for a break that the module reports. */
    private static final Duration HEARD = Duration.ofSeconds(10);
    /** The state is checked at least this often, so a break may be reported before it is seen. */
    private static final Duration LOOKS = Duration.ofSeconds(1);
    /** The limit for the report of a break, if the module reports it. */
    private static final Duration TOLD = Duration.ofSeconds(5);

    private final Site site;
    private final LinkUser user;
    private @Nullable LinkState last;
    private @Nullable Duration untrueSince;
    private boolean completed;
    private Duration readyUntil = Duration.ZERO;

    StatePromises(Site site, LinkUser user) {
        this.site = site;
        this.user = user;
    }

    void completed() {
        completed = true;
    }

    boolean isCompleted() {
        return completed;
    }

    private void require(boolean kept, String promise, LinkState state) {
        // Most promises hold, and are checked four times a second: the text is built only for a broken one.
        if (!kept) {
            site.verdict.violated(user + ": " + promise + ": " + state);
        }
    }

    private Instant hostNow() {
        return Instant.ofEpochMilli(site.now().toMillis());
    }

    void state(LinkState state) {
        LinkState before = last;
        last = state;
        require(before == null || !before.equals(state), "the same state twice", state);
        boolean waits = state.phase() == LinkPhase.WAITING || state.phase() == LinkPhase.BLOCKED;
        Instant next = state.nextAttemptAt();
        require(waits == (next != null), "nextAttemptAt belongs to WAITING and BLOCKED", state);
        require(next == null || !next.isBefore(hostNow().minusMillis(1)), "the next attempt is in the past", state);
        require(!state.since().isAfter(hostNow().plusMillis(1)), "since is in the future", state);
        LinkCause cause = state.cause();
        require(state.isReady() ? cause == null : !waits || cause != null, "a cause unless it is ready", state);
        require(cause == null || state.likely().contains(cause), "the cause is among the likely ones", state);
        require(
                state.phase() != LinkPhase.BLOCKED || cause != null && cause.needsHuman(),
                "BLOCKED needs a human",
                state);
        require(
                !state.toString().contains(Setup.PASSWORD) && !state.toString().contains("\"" + Setup.PIN),
                "a secret is shown",
                state);
        if (state.isReady() || before != null && before.isReady()) {
            readyUntil = site.now();
        }
        if (state.isReady()) {
            untrueSince = null;
            require(before != null && before.isReady() || isOpen() || justLost(), "READY without a connection", state);
        }
        if (next != null) {
            Duration in = Duration.between(hostNow(), next);
            site.after(in.plusSeconds(2), () -> {
                if (last == state && !user.isClosed()) {
                    require(false, "nothing happens at nextAttemptAt", state);
                }
            });
        }
        if (cause != null && !state.isReady()) {
            Fits.judge(site, user, state, cause);
        }
    }

    /** Whether the link is not ready, and has not been since a time before this moment. */
    boolean wasNotReadySince(Duration moment) {
        return !user.link().state().isReady() && readyUntil.compareTo(moment) < 0;
    }

    private boolean isOpen() {
        return site.broker.connectionOf(user.identity()) != null;
    }

    private boolean justLost() {
        return site.history.within(History.Happening.CONNECTION_LOST, TOLD)
                || site.history.within(History.Happening.LINE_NOISE, NOTICED)
                || site.history.within(History.Happening.BROKER_SILENT, TOLD)
                || site.history.within(History.Happening.BROKER_REFUSES, TOLD)
                || site.history.within(History.Happening.DENIED, TOLD)
                || site.history.within(History.Happening.SEARCHING, TOLD)
                || site.history.within(History.Happening.RIVAL, TOLD)
                || site.history.within(History.Happening.BROKER_DOWN, TOLD)
                || site.history.within(History.Happening.FORBIDDEN, TOLD)
                || site.history.within(History.Happening.BEARER_LOST, TOLD)
                || site.history.within(History.Happening.BEARER_STALE, TOLD)
                || site.history.within(History.Happening.RADIO_OFF, TOLD)
                || site.history.within(History.Happening.LINE_SILENT, NOTICED)
                || site.history.within(History.Happening.NETWORK_LOST, TOLD)
                || site.history.within(History.Happening.SIM_OUT, TOLD)
                || site.history.within(History.Happening.MODULE_OFF, TOLD)
                || justTold();
    }

    /** A busy module reported the break together with the line that makes the link ready. */
    private boolean justTold() {
        Duration told = site.wire.breakAt();
        return told != null && told.compareTo(site.now().minus(LOOKS)) >= 0;
    }

    /** Earlier failures are forgotten after the link was ready for the stable time. */
    private void forgets() {
        LinkState state = user.link().state();
        Duration stable = site.setup.options.recovery().stable().plusSeconds(2);
        require(
                !state.isReady()
                        || state.attempt() == 0
                        || hostNow().isBefore(state.since().plus(stable)),
                "failures are counted still, though it is stable",
                state);
    }

    /** READY is wrong for no longer than the link needs to notice. */
    void look() {
        forgets();
        if (!user.link().state().isReady() || isOpen()) {
            untrueSince = null;
            return;
        }
        // Damaged lines and refused queries give no information: the time begins after them.
        if (untrueSince == null
                || site.history.isNow(History.Happening.LINE_NOISE)
                || site.history.isNow(History.Happening.COMMANDS_FAIL)) {
            untrueSince = site.now();
        }
        Duration untrue = site.now().minus(untrueSince);
        Duration told = site.wire.breakAt();
        // A break before it was ready is that of a connection that another process left open.
        boolean knows = told != null
                && site.setup.clients == 1
                && told.compareTo(untrueSince.minus(LOOKS)) >= 0
                && !Instant.ofEpochMilli(told.toMillis())
                        .isBefore(user.link().state().since());
        require(
                !knows || untrue.compareTo(HEARD) <= 0 || site.history.ever(History.Happening.LINE_NOISE),
                "READY, though the module told of the break " + untrue + " ago",
                user.link().state());
        require(
                untrue.compareTo(noticed()) <= 0,
                "READY without a connection for " + untrue,
                user.link().state());
    }

    private Duration noticed() {
        Duration clients = NOTICED.plus(AFTER_ANOTHER.multipliedBy(site.setup.clients - 1L));
        return site.history.ever(History.Happening.LINE_NOISE) ? clients.plus(SILENCE) : clients;
    }
}
