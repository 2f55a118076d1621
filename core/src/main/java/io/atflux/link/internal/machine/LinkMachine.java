package io.atflux.link.internal.machine;

import io.atflux.link.LinkState;
import io.atflux.link.Recovery;
import io.atflux.link.internal.machine.MachineState.Running;
import io.atflux.transport.Backoff;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A module and its MQTT clients as one pure function: from state, event and moment to the next state and its effects. No thread, no
 * clock, no I/O; {@link ModuleTable}, {@link ClientTable} and {@link WorkRows} define each case.
 *
 * <pre>
 *  CLOSED ─start→ CONNECTING → SYNCHRONISING → INITIALISING → REGISTERING → DIALLING → ONLINE
 *                     ▲              ▲              ▲             ▲           ▲          │ each client:
 *                     └───────── WAITING, BLOCKED: at the depth that failed ──┘          ▼
 *                                                              IDLE → OPENING → SUBSCRIBING → READY
 *                                                                        ▲            ▲         │ broken
 *                                                                  WAITING, BLOCKED ← AWAITING ←┘
 * </pre>
 *
 * Immutable.
 */
public final class LinkMachine {

    private final Policy policy;

    /**
     * @param backoff the waits between attempts
     * @param recovery the limits of the recovery
     */
    public LinkMachine(Backoff backoff, Recovery recovery) {
        this.policy = new Policy(backoff, recovery);
    }

    /** Returns the next state and the effects of an event. */
    public Step step(MachineState state, Event event, Moment moment) {
        Draft draft = new Draft(state, policy, moment);
        if (event instanceof Event.Ended ended) {
            Running running = state.running;
            // The end of abandoned work has no meaning.
            if (running != null && running.id() == ended.id()) {
                WorkRows.ended(draft, running, ended.result());
            }
        } else if (event instanceof Event.TimerEnded timer) {
            timer(draft, timer);
        } else {
            route(draft, event);
        }
        return draft.step();
    }

    private static void route(Draft draft, Event event) {
        Kind kind = Kind.of(event);
        int client = Kind.client(event);
        if (client == 0) {
            module(draft, kind, event);
        } else {
            client(draft, draft.state.client(client), kind, event);
        }
        if (kind == Kind.LOOK_AGAIN) {
            draft.state.clients.forEach(each -> client(draft, each, kind, event));
        }
    }

    private static void timer(Draft draft, Event.TimerEnded timer) {
        MachineState state = draft.state;
        long id = timer.id();
        Running running = state.running;
        if (running != null && running.timer() == id) {
            draft.overdue(running);
        } else if (state.timer == id) {
            state.timer = 0;
            module(draft, Kind.WAITED, timer);
        } else if (state.checkTimer == id) {
            state.checkTimer = 0;
            module(draft, Kind.CHECK_DUE, timer);
        } else {
            for (ClientState client : state.clients) {
                if (client.timer == id) {
                    client.timer = 0;
                    client(draft, client, Kind.CLIENT_WAITED, timer);
                } else if (client.stableTimer == id) {
                    client.stableTimer = 0;
                    client(draft, client, Kind.STABLE, timer);
                }
            }
        }
    }

    private static void module(Draft draft, Kind kind, Event event) {
        Objects.requireNonNull(ModuleTable.row(draft.state.phase, kind)).apply(draft, event);
    }

    private static void client(Draft draft, ClientState client, Kind kind, Event event) {
        Objects.requireNonNull(ClientTable.row(client.phase, kind)).apply(draft, client, event);
    }

    /** The state of each client's link, in the order of their numbers. */
    public List<LinkState> shown(MachineState state, Instant now) {
        int left = policy.ladder().resetsLeft(state, now);
        return state.clients.stream()
                .map(client -> state.shown(client.id, left))
                .toList();
    }
}
