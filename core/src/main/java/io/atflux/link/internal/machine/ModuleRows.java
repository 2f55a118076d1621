package io.atflux.link.internal.machine;

import io.atflux.link.LinkCause;
import io.atflux.link.Rung;
import java.time.Duration;
import java.util.Set;

/** The reactions of a module to its events. */
final class ModuleRows {

    /** The causes that end when a network is found. */
    private static final Set<LinkCause> NETWORK =
            Set.of(LinkCause.SEARCHING, LinkCause.NO_SIGNAL, LinkCause.REGISTRATION_DENIED);

    private ModuleRows() {}

    static void start(Draft draft) {
        draft.state.finding = null;
        draft.begin(LineWork.CONNECT);
    }

    static void stop(Draft draft) {
        draft.state.finding = Finding.of(LinkCause.CLOSED_BY_USER, null);
        draft.begin(LineWork.TEAR_DOWN);
    }

    static void closed(Draft draft) {
        draft.dropLine();
        draft.enter(ModulePhase.CLOSED);
    }

    /** Retries at once. */
    static void lookAgain(Draft draft) {
        LineWork then = draft.state.lineUp ? draft.state.resume : lineFirst(draft.state.resume);
        draft.begin(then);
    }

    private static LineWork lineFirst(LineWork wanted) {
        return wanted == LineWork.POWER ? wanted : LineWork.CONNECT;
    }

    static void lineLost(Draft draft, Event event) {
        if (event instanceof Event.LineLost lost) {
            draft.state.lineUp = false;
            failed(draft, Depth.LINE, lost.finding());
        }
    }

    static void restarted(Draft draft, Event event) {
        if (event instanceof Event.Restarted restarted) {
            failed(draft, Depth.MODEM, Finding.of(LinkCause.MODEM_REBOOTED, restarted.said()));
        }
    }

    static void simGone(Draft draft, Event event) {
        if (event instanceof Event.SimGone gone) {
            failed(draft, Depth.SETUP, Finding.of(LinkCause.SIM_MISSING, gone.said()));
        }
    }

    static void bearerLost(Draft draft, Event event) {
        if (event instanceof Event.BearerLost lost) {
            failed(draft, Depth.BEARER, Finding.of(LinkCause.BEARER_LOST, lost.said()));
        }
    }

    /** The SIM or the whole module is back: a wait at the depth of the SIM or above is retried at once. */
    static void simBack(Draft draft) {
        if (draft.state.lineUp && Depth.of(draft.state.resume).compareTo(Depth.SETUP) >= 0) {
            draft.begin(LineWork.INITIALISE);
        }
    }

    static void networkFound(Draft draft) {
        Finding finding = draft.state.finding;
        if (draft.state.lineUp && finding != null && NETWORK.contains(finding.cause())) {
            draft.begin(LineWork.REGISTER);
        }
    }

    /** Checks that an online module is still online. */
    static void check(Draft draft) {
        draft.check();
    }

    /** The module has an IP address: the clients open. */
    static void online(Draft draft) {
        draft.enter(ModulePhase.ONLINE);
        draft.state.finding = null;
        draft.state.checkTimer = draft.timer(draft.policy.recovery().checkEvery());
        for (ClientState client : draft.state.clients) {
            if (client.phase == ClientPhase.IDLE) {
                ClientRows.open(draft, client);
            }
        }
    }

    /** A failure at a depth: retries there, or takes the next rung. */
    static void failed(Draft draft, Depth depth, Finding finding) {
        failed(draft, depth, finding, false);
    }

    /** The module's work failed. If the modem does not answer, the line may be dead at its far end: it is opened again. */
    static void failed(Draft draft, LineWork work, Finding finding) {
        Depth depth = Depth.of(work);
        boolean again = finding.cause() == LinkCause.MODEM_OUT_OF_STEP && draft.state.failures(depth) > 0;
        failed(draft, depth, finding, work == LineWork.SYNCHRONISE || again);
    }

    private static void failed(Draft draft, Depth depth, Finding finding, boolean newLine) {
        MachineState state = draft.state;
        state.finding = finding;
        state.failedAgain(depth);
        if (finding.cause().needsHuman()) {
            draft.await(ModulePhase.BLOCKED, draft.policy.recovery().lookAgain(), retry(state, depth));
            return;
        }
        Rung rung = draft.policy.ladder().next(state, depth, state.failures(depth), finding, draft.moment.now());
        if (rung == null && newLine) {
            draft.dropLine();
        }
        LineWork next = rung == null ? retry(state, depth) : Ladder.work(rung);
        Duration wait = draft.policy.wait(state.allFailures(), draft.moment);
        draft.await(ModulePhase.WAITING, wait, next);
    }

    private static LineWork retry(MachineState state, Depth depth) {
        if (!state.lineUp) {
            return LineWork.CONNECT;
        }
        // A lost IP address is requested again at once. A further failure may be caused by the radio, the SIM or the
        // network.
        boolean again = depth == Depth.BEARER && state.failures(depth) > 1;
        return again ? LineWork.INITIALISE : depth.work();
    }

    /** Takes a rung for a client of a module that has no other ready client. */
    static void climb(Draft draft, Rung rung, Finding finding) {
        draft.state.finding = finding;
        draft.begin(Ladder.work(rung));
    }
}
