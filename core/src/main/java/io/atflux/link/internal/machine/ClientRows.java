package io.atflux.link.internal.machine;

import io.atflux.link.LinkCause;
import io.atflux.link.Rung;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reactions of one MQTT client to its events. */
final class ClientRows {

    private ClientRows() {}

    static void wanted(Draft draft, ClientState client) {
        draft.enter(client, ClientPhase.IDLE);
        client.finding = null;
        if (draft.state.phase == ModulePhase.ONLINE) {
            open(draft, client);
        }
    }

    static void unwanted(Draft draft, ClientState client) {
        boolean open = client.phase != ClientPhase.IDLE && draft.state.phase == ModulePhase.ONLINE;
        draft.withdraw(client.id);
        draft.enter(client, ClientPhase.OFF);
        client.finding = Finding.of(LinkCause.CLOSED_BY_USER, null);
        if (open) {
            draft.queue(LineWork.CLOSE, client.id);
        }
    }

    static void open(Draft draft, ClientState client) {
        draft.enter(client, ClientPhase.OPENING);
        client.brokeMeanwhile = false;
        draft.queue(LineWork.OPEN, client.id);
    }

    /** The connection is open. If a break was reported meanwhile, the module is checked first. */
    static void opened(Draft draft, ClientState client) {
        if (client.brokeMeanwhile) {
            ModuleRows.check(draft);
        }
        client.openedByItself = false;
        subscribe(draft, client);
    }

    static void subscribe(Draft draft, ClientState client) {
        draft.withdraw(client.id);
        draft.enter(client, ClientPhase.SUBSCRIBING);
        // A new connection: unanswered requests of the previous one prove nothing about it.
        client.doubts = 0;
        draft.queue(LineWork.SUBSCRIBE, client.id);
    }

    static void ready(Draft draft, ClientState client) {
        draft.enter(client, ClientPhase.READY);
        client.finding = null;
        client.doubts = 0;
        client.stableTimer = draft.timer(draft.policy.recovery().stable());
    }

    /** The connection lasted for the stable time: earlier failures are cleared, also those of the module. */
    static void stable(Draft draft, ClientState client) {
        client.stableTimer = 0;
        client.failures = 0;
        client.breaks = 0;
        draft.state.failures = java.util.Map.of();
        draft.state.redials = 0;
    }

    static void broken(Draft draft, ClientState client, Event event) {
        if (!(event instanceof Event.Broken broken)) {
            return;
        }
        count(draft, client, broken.wrote());
        draft.withdraw(client.id);
        boolean refused = client.breaks >= Policy.REFUSALS;
        // An unclear break neither counts nor decides.
        boolean counted = broken.wrote() == client.brokeAfter;
        if (counted && client.brokeAfter == Wrote.NOTHING && client.breaks >= Policy.KICKS) {
            failed(draft, client, Words.kicked(client.breaks, client.moved));
            // Otherwise a module that reconnects automatically would continue the conflict.
            draft.queue(LineWork.CLOSE, client.id);
        } else if (counted && client.brokeAfter == Wrote.SUBSCRIBE && refused) {
            failed(draft, client, Words.subscribeRefused(client.breaks));
        } else {
            // The queue gives up a message that breaks connections: the link keeps its pace until then.
            boolean message = client.brokeAfter == Wrote.PUBLISH && refused;
            client.finding = message ? Words.messageRefused(client.breaks, broken.said()) : Words.broken(broken.said());
            draft.enter(client, ClientPhase.AWAITING);
            draft.queue(LineWork.AWAIT_REOPEN, client.id);
        }
    }

    private static void count(Draft draft, ClientState client, Wrote wrote) {
        Duration lived = Duration.between(client.since, draft.moment.now());
        // A module that reconnects automatically may also publish again what it could not: not the subscribe is the
        // reason then.
        boolean counts = client.isReady() || (client.isConnected() && !client.openedByItself);
        boolean early = counts && lived.compareTo(Policy.KICKED) <= 0;
        if (!early) {
            client.breaks = 0;
        } else if (wrote != Wrote.UNCLEAR) {
            client.breaks = wrote == client.brokeAfter ? client.breaks + 1 : 1;
            client.brokeAfter = wrote;
        }
    }

    /** The module reconnected automatically. */
    static void reopened(Draft draft, ClientState client) {
        client.reconnects = true;
        client.openedByItself = true;
        if (isSlow(client)) {
            return;
        }
        if (draft.state.phase == ModulePhase.ONLINE) {
            subscribe(draft, client);
        }
    }

    /** Whether it waits for a human, or for another device: an automatic reconnection of the module ends neither wait. */
    private static boolean isSlow(ClientState client) {
        Finding finding = client.finding;
        boolean waits = client.phase == ClientPhase.WAITING || client.phase == ClientPhase.BLOCKED;
        return waits
                && finding != null
                && (finding.cause().isSlow() || finding.cause().needsHuman());
    }

    /** The module did not reconnect automatically. */
    static void notReopened(Draft draft, ClientState client) {
        Finding seen = client.finding;
        failed(draft, client, seen == null ? Words.broken(null) : seen);
    }

    /** An unanswered request may be the broker's fault, or the line's: the module is checked first. */
    static void doubted(Draft draft, ClientState client) {
        Instant before = client.doubtedAt;
        Instant now = draft.moment.now();
        boolean longAgo = before != null
                && Duration.between(before, now)
                                .compareTo(draft.policy.recovery().stable())
                        > 0;
        client.doubts = longAgo ? 1 : client.doubts + 1;
        client.doubtedAt = now;
        ModuleRows.check(draft);
    }

    /** A failure may be caused by the broker, by the line, or by a module that restarted: the module is checked first. */
    static void unproven(Draft draft, ClientState client, Finding finding) {
        client.unproven = finding;
        ModuleRows.check(draft);
    }

    /** The module answers and reports no fault: then the broker is the cause. */
    static void checked(Draft draft, ClientState client, boolean closed) {
        Finding unproven = client.unproven;
        if (unproven != null && client.isConnected() && closed) {
            // A connection that is gone has refused no filter; if it goes each time, a filter may be why.
            broken(draft, client, new Event.Broken(client.id, Wrote.SUBSCRIBE, unproven.detail()));
        } else if (unproven != null) {
            failed(draft, client, unproven);
        } else if (client.isConnected() && client.doubts >= Policy.DOUBTS) {
            draft.withdraw(client.id);
            failed(draft, client, Words.unanswered(client.doubts));
        }
    }

    static void failed(Draft draft, ClientState client, Finding finding) {
        client.finding = finding;
        client.failures++;
        Duration slow = draft.policy.recovery().lookAgain();
        if (finding.cause().needsHuman()) {
            draft.await(client, ClientPhase.BLOCKED, slow);
        } else {
            Duration wait = finding.cause().isSlow() ? slow : draft.policy.wait(client.failures, draft.moment);
            draft.await(client, ClientPhase.WAITING, wait);
        }
    }

    /** The wait is over: the client is opened again, or the module takes a rung for it if that affects no other ready client. */
    static void waited(Draft draft, ClientState client) {
        if (draft.state.phase != ModulePhase.ONLINE) {
            draft.enter(client, ClientPhase.IDLE);
            return;
        }
        Rung rung = rungFor(draft, client);
        if (rung == null) {
            open(draft, client);
        } else {
            draft.enter(client, ClientPhase.IDLE);
            ModuleRows.climb(draft, rung, java.util.Objects.requireNonNull(client.finding));
        }
    }

    private static @Nullable Rung rungFor(Draft draft, ClientState client) {
        Finding finding = client.finding;
        if (finding == null || draft.state.clients.stream().anyMatch(ClientState::isReady)) {
            return null;
        }
        return draft.policy.ladder().next(draft.state, Depth.BROKER, client.failures, finding, draft.moment.now());
    }
}
