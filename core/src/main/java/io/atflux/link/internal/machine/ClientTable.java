package io.atflux.link.internal.machine;

import static io.atflux.link.internal.machine.ClientPhase.AWAITING;
import static io.atflux.link.internal.machine.ClientPhase.BLOCKED;
import static io.atflux.link.internal.machine.ClientPhase.OFF;
import static io.atflux.link.internal.machine.ClientPhase.OPENING;
import static io.atflux.link.internal.machine.ClientPhase.READY;
import static io.atflux.link.internal.machine.ClientPhase.SUBSCRIBING;
import static io.atflux.link.internal.machine.ClientPhase.WAITING;
import static io.atflux.link.internal.machine.Kind.BROKEN;
import static io.atflux.link.internal.machine.Kind.CLIENT_WAITED;
import static io.atflux.link.internal.machine.Kind.DOUBTED;
import static io.atflux.link.internal.machine.Kind.LOOK_AGAIN;
import static io.atflux.link.internal.machine.Kind.OPENED_BY_ITSELF;
import static io.atflux.link.internal.machine.Kind.STABLE;
import static io.atflux.link.internal.machine.Kind.UNWANTED;
import static io.atflux.link.internal.machine.Kind.WANTED;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reaction of an MQTT client to each event in each phase.
 *
 * <pre>
 *              WANTED  UNWANTED  CLIENT_WAITED  STABLE  BROKEN  OPENED_BY_ITSELF  DOUBTED  LOOK_AGAIN
 * OFF          open    -         x              x       -       -                 -        -
 * IDLE         -       off       x              x       -       -                 -        -
 * OPENING      -       off       x              x       note    -                 -        -
 * SUBSCRIBING  -       off       x              x       await   -                 doubt    -
 * READY        -       off       x              stable  await   subscribe         doubt    -
 * AWAITING     -       off       x              x       -       subscribe         -        -
 * WAITING      -       off       open           x       -       subscribe         -        open
 * BLOCKED      -       off       open           x       -       subscribe         -        open
 * </pre>
 *
 * {@code -}: nothing; {@code x}: cannot happen, since the timer is forgotten with its phase. A break during an opening may be
 * that of the former connection: the end of the opening decides, and a check if it succeeds. A client that is open again without a reported break may have lost its subscriptions.
 */
final class ClientTable {

    /** The action of one row. */
    interface Row {
        void apply(Draft draft, ClientState client, Event event);
    }

    static final Row IGNORED = (draft, client, event) -> {};
    static final Row IMPOSSIBLE = (draft, client, event) -> draft.state.impossible++;

    private static final Map<ClientPhase, Map<Kind, Row>> ROWS = new EnumMap<>(ClientPhase.class);

    static {
        for (ClientPhase phase : ClientPhase.values()) {
            for (Kind kind : Kind.values()) {
                if (kind.isOfClient()) {
                    on(phase, kind, IGNORED);
                }
            }
            on(phase, LOOK_AGAIN, IGNORED);
            on(phase, CLIENT_WAITED, IMPOSSIBLE);
            on(phase, STABLE, IMPOSSIBLE);
            if (phase != OFF) {
                on(phase, UNWANTED, (draft, client, event) -> ClientRows.unwanted(draft, client));
            }
        }
        on(OFF, WANTED, (draft, client, event) -> ClientRows.wanted(draft, client));
        on(READY, STABLE, (draft, client, event) -> ClientRows.stable(draft, client));
        for (ClientPhase phase : new ClientPhase[] {SUBSCRIBING, READY}) {
            on(phase, BROKEN, ClientRows::broken);
            on(phase, DOUBTED, (draft, client, event) -> ClientRows.doubted(draft, client));
        }
        for (ClientPhase phase : new ClientPhase[] {READY, AWAITING, WAITING, BLOCKED}) {
            on(phase, OPENED_BY_ITSELF, (draft, client, event) -> ClientRows.reopened(draft, client));
        }
        for (ClientPhase phase : new ClientPhase[] {WAITING, BLOCKED}) {
            on(phase, CLIENT_WAITED, (draft, client, event) -> ClientRows.waited(draft, client));
            on(phase, LOOK_AGAIN, (draft, client, event) -> ClientRows.waited(draft, client));
        }
        on(OPENING, BROKEN, (draft, client, event) -> client.brokeMeanwhile = true);
    }

    private ClientTable() {}

    private static void on(ClientPhase phase, Kind kind, Row row) {
        ROWS.computeIfAbsent(phase, none -> new EnumMap<>(Kind.class)).put(kind, row);
    }

    static @Nullable Row row(ClientPhase phase, Kind kind) {
        return ROWS.getOrDefault(phase, Map.of()).get(kind);
    }
}
