package io.atflux.link.internal.machine;

import io.atflux.link.internal.machine.Event.Result;
import io.atflux.link.internal.machine.MachineState.Running;

/**
 * The successor of each piece of work.
 *
 * <pre>
 * CONNECT → SYNCHRONISE → INITIALISE → REGISTER → DIAL → (online) OPEN → SUBSCRIBE → (ready)
 * POWER ──→ CONNECT    RESET → SYNCHRONISE    RADIO → INITIALISE    REDIAL → (online)
 * </pre>
 */
final class WorkRows {

    private WorkRows() {}

    static void ended(Draft draft, Running ended, Result result) {
        draft.ended(ended);
        if (ended.cancelled()) {
            overtaken(draft, ended);
        } else if (result instanceof Result.Failed failed) {
            failed(draft, ended, failed.finding());
        } else if (result instanceof Result.Cancelled) {
            failed(draft, ended, Words.tooLong(ended.work()));
        } else {
            done(draft, ended, result);
        }
        draft.pump();
    }

    /** Abandoned work has ended: its result counts only as a failure, and only if a time-out was the reason. */
    private static void overtaken(Draft draft, Running ended) {
        Finding failure = ended.failure();
        if (failure != null) {
            failed(draft, ended, failure);
        } else if (ended.work() == LineWork.CHECK) {
            unanswered(draft);
            draft.checkLater();
        }
    }

    private static void done(Draft draft, Running ended, Result result) {
        ClientState client = ended.client() == 0 ? null : draft.state.client(ended.client());
        switch (ended.work()) {
            case CONNECT -> {
                draft.state.lineUp = true;
                draft.begin(LineWork.SYNCHRONISE);
            }
            case SYNCHRONISE -> draft.begin(LineWork.INITIALISE);
            case INITIALISE -> draft.begin(LineWork.REGISTER);
            case REGISTER -> draft.begin(LineWork.DIAL);
            case DIAL, REDIAL -> ModuleRows.online(draft);
            case RADIO, RESET, POWER -> afterRung(draft, ended.work());
            case CHECK -> checked(draft, result);
            case TEAR_DOWN -> ModuleRows.closed(draft);
            case OPEN, SUBSCRIBE, AWAIT_REOPEN, CLOSE -> {
                if (client != null) {
                    clientDone(draft, client, ended.work(), result);
                }
            }
        }
    }

    private static void clientDone(Draft draft, ClientState client, LineWork work, Result result) {
        switch (work) {
            case OPEN -> {
                client.moved = result instanceof Result.Opened opened && opened.moved();
                ClientRows.opened(draft, client);
            }
            case SUBSCRIBE -> ClientRows.ready(draft, client);
            case AWAIT_REOPEN -> {
                if (result instanceof Result.Reopened reopened && reopened.open()) {
                    ClientRows.reopened(draft, client);
                } else {
                    ClientRows.notReopened(draft, client);
                }
            }
            default -> {
                // A closed client stays off.
            }
        }
    }

    private static void failed(Draft draft, Running ended, Finding finding) {
        LineWork work = ended.work();
        if (work == LineWork.TEAR_DOWN) {
            ModuleRows.closed(draft);
        } else if (work == LineWork.RADIO || work == LineWork.RESET || work == LineWork.POWER) {
            afterRung(draft, work);
        } else if (work == LineWork.AWAIT_REOPEN) {
            ClientRows.notReopened(draft, draft.state.client(ended.client()));
        } else if (work.isOfClient()) {
            if (work != LineWork.CLOSE) {
                ClientRows.unproven(draft, draft.state.client(ended.client()), finding);
            }
        } else {
            ModuleRows.failed(draft, work, finding);
        }
    }

    /** Sets the module up from the depth at which the rung leaves it, whatever its result. */
    private static void afterRung(Draft draft, LineWork work) {
        switch (work) {
            case POWER -> {
                draft.dropLine();
                draft.begin(LineWork.CONNECT);
            }
            case RESET -> draft.begin(LineWork.SYNCHRONISE);
            default -> draft.begin(LineWork.INITIALISE);
        }
    }

    private static void checked(Draft draft, Result result) {
        if (!(result instanceof Result.Checked checked)) {
            unanswered(draft);
            return;
        }
        if (Boolean.FALSE.equals(checked.bearer())) {
            ModuleRows.bearerLost(draft, new Event.BearerLost("the module reports that it has no IP address"));
            return;
        }
        draft.forget(draft.state.checkTimer);
        draft.state.checkTimer = draft.timer(draft.policy.recovery().checkEvery());
        for (ClientState client : draft.state.clients) {
            boolean closed = checked.open() != null && !checked.open().contains(client.id);
            boolean connected = client.isReady() || (client.isConnected() && client.unproven == null);
            if (connected && closed) {
                // The connection broke at any time since the previous check: after a publish, or not.
                Wrote wrote = checked.wrote().contains(client.id) ? Wrote.UNCLEAR : Wrote.NOTHING;
                ClientRows.broken(
                        draft,
                        client,
                        new Event.Broken(client.id, wrote, "the module reports that the connection is not open"));
            } else {
                ClientRows.checked(draft, client, closed);
            }
        }
    }

    /** An inconclusive check: pending failures of clients take effect without another check. */
    private static void unanswered(Draft draft) {
        for (ClientState client : draft.state.clients) {
            if (client.unproven != null) {
                ClientRows.checked(draft, client, false);
            }
        }
    }
}
