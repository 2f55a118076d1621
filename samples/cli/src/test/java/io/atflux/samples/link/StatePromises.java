package io.atflux.samples.link;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link says the truth about itself. */
final class StatePromises {

    /** A link notices within this time that it is ready no more. */
    private static final Duration NOTICED = Duration.ofMinutes(4);
    /** More for each other client of the module: one asks nothing while the module answers another one, if it does. */
    private static final Duration AFTER_ANOTHER = Duration.ofMinutes(1);

    /** A session to which noise left no word that could prove it in step waits for a silence so long. */
    private static final Duration SILENCE = Duration.ofSeconds(210);

    /** A break that the module tells of is known within this time. */
    private static final Duration HEARD = Duration.ofSeconds(10);
    /** It is looked at so often at least, so that a break may have been told before it is seen. */
    private static final Duration LOOKS = Duration.ofSeconds(1);
    /** A break is told within this time if the module tells of it. */
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
        // Most are kept, and are looked at four times a second: words are for those that are not.
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

    /** Whether it was not ready at any moment since. */
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

    /** A module that was busy told of the break together with what makes it ready. */
    private boolean justTold() {
        Duration told = site.wire.breakAt();
        return told != null && told.compareTo(site.now().minus(LOOKS)) >= 0;
    }

    /** What failed before is forgotten once the link was ready for the stable time. */
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

    /** READY is no lie for longer than it takes to notice. */
    void look() {
        forgets();
        if (!user.link().state().isReady() || isOpen()) {
            untrueSince = null;
            return;
        }
        // Damaged lines and refused questions tell nothing: the time begins after that.
        if (untrueSince == null
                || site.history.isNow(History.Happening.LINE_NOISE)
                || site.history.isNow(History.Happening.COMMANDS_FAIL)) {
            untrueSince = site.now();
        }
        Duration untrue = site.now().minus(untrueSince);
        Duration told = site.wire.breakAt();
        // A break before it was ready is that of a connection which somebody else left open.
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
