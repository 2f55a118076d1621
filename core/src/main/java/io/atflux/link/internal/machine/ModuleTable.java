package io.atflux.link.internal.machine;

import static io.atflux.link.internal.machine.Kind.BEARER_LOST;
import static io.atflux.link.internal.machine.Kind.CHECK_DUE;
import static io.atflux.link.internal.machine.Kind.LINE_LOST;
import static io.atflux.link.internal.machine.Kind.LOOK_AGAIN;
import static io.atflux.link.internal.machine.Kind.NETWORK_FOUND;
import static io.atflux.link.internal.machine.Kind.RESTARTED;
import static io.atflux.link.internal.machine.Kind.SIM_BACK;
import static io.atflux.link.internal.machine.Kind.SIM_GONE;
import static io.atflux.link.internal.machine.Kind.START;
import static io.atflux.link.internal.machine.Kind.STOP;
import static io.atflux.link.internal.machine.Kind.WAITED;
import static io.atflux.link.internal.machine.ModulePhase.BLOCKED;
import static io.atflux.link.internal.machine.ModulePhase.CLOSED;
import static io.atflux.link.internal.machine.ModulePhase.CLOSING;
import static io.atflux.link.internal.machine.ModulePhase.CONNECTING;
import static io.atflux.link.internal.machine.ModulePhase.DIALLING;
import static io.atflux.link.internal.machine.ModulePhase.INITIALISING;
import static io.atflux.link.internal.machine.ModulePhase.ONLINE;
import static io.atflux.link.internal.machine.ModulePhase.REGISTERING;
import static io.atflux.link.internal.machine.ModulePhase.SYNCHRONISING;
import static io.atflux.link.internal.machine.ModulePhase.WAITING;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reaction of a module to each event in each phase: each pair has a row, and a test walks all. Ends of work are in {@link WorkRows}.
 *
 * <pre>
 *              START      STOP    LOOK_AGAIN  WAITED  LINE_LOST  RESTARTED  SIM_GONE  SIM_BACK  NETWORK_  BEARER_  CHECK_
 *                                                                                               FOUND     LOST     DUE
 * CLOSED       connect    -       -           x       -          -          -         -         -         -        x
 * CONNECTING   -          close   -           x       -          -          -         -         -         -        x
 * SYNCHRON.    -          close   -           x       line       -          -         -         -         -        x
 * INITIALIS.   -          close   -           x       line       modem      sim       -         -         -        x
 * REGISTERING  -          close   -           x       line       modem      sim       -         -         -        x
 * DIALLING     -          close   -           x       line       modem      sim       -         -         -        x
 * ONLINE       -          close   -           x       line       modem      sim       check     -         bearer   check
 * WAITING      -          close   retry       retry   line       modem      sim       setup     network   -        x
 * BLOCKED      -          close   retry       retry   line       modem      sim       setup     network   -        x
 * CLOSING      -          -       -           x       closed     -          -         -         -         -        x
 * </pre>
 *
 * {@code -}: nothing, for the reason given at {@code IGNORED}; {@code x}: cannot happen, since the timer is forgotten with its
 * phase.
 */
final class ModuleTable {

    /** The action of one row. */
    interface Row {
        void apply(Draft draft, Event event);
    }

    /** An event without an effect here: the current work ends because of it anyway, or it is irrelevant. */
    static final Row IGNORED = (draft, event) -> {};
    /** An event that cannot occur here. */
    static final Row IMPOSSIBLE = (draft, event) -> draft.state.impossible++;

    private static final Map<ModulePhase, Map<Kind, Row>> ROWS = new EnumMap<>(ModulePhase.class);

    static {
        Row lost = ModuleRows::lineLost;
        Row restarted = ModuleRows::restarted;
        Row simGone = ModuleRows::simGone;
        for (ModulePhase phase : ModulePhase.values()) {
            for (Kind kind : Kind.values()) {
                if (!kind.isOfClient()) {
                    on(phase, kind, IGNORED);
                }
            }
            on(phase, WAITED, IMPOSSIBLE);
            on(phase, CHECK_DUE, IMPOSSIBLE);
        }
        for (ModulePhase phase : ModulePhase.values()) {
            if (phase != CLOSED && phase != CLOSING) {
                on(phase, STOP, (draft, event) -> ModuleRows.stop(draft));
            }
        }
        for (ModulePhase phase : new ModulePhase[] {INITIALISING, REGISTERING, DIALLING, ONLINE, WAITING, BLOCKED}) {
            on(phase, LINE_LOST, lost);
            on(phase, RESTARTED, restarted);
            on(phase, SIM_GONE, simGone);
        }
        on(CLOSED, START, (draft, event) -> ModuleRows.start(draft));
        on(SYNCHRONISING, LINE_LOST, lost);
        on(CLOSING, LINE_LOST, (draft, event) -> ModuleRows.closed(draft));
        on(ONLINE, SIM_BACK, (draft, event) -> ModuleRows.check(draft));
        on(ONLINE, BEARER_LOST, ModuleRows::bearerLost);
        on(ONLINE, CHECK_DUE, (draft, event) -> ModuleRows.check(draft));
        on(ONLINE, LOOK_AGAIN, (draft, event) -> ModuleRows.check(draft));
        for (ModulePhase phase : new ModulePhase[] {WAITING, BLOCKED}) {
            on(phase, LOOK_AGAIN, (draft, event) -> ModuleRows.lookAgain(draft));
            on(phase, WAITED, (draft, event) -> ModuleRows.lookAgain(draft));
            on(phase, SIM_BACK, (draft, event) -> ModuleRows.simBack(draft));
            on(phase, NETWORK_FOUND, (draft, event) -> ModuleRows.networkFound(draft));
        }
        // The loss of a line that is not open yet is reported by the end of its opening alone.
        on(CONNECTING, LINE_LOST, IGNORED);
    }

    private ModuleTable() {}

    private static void on(ModulePhase phase, Kind kind, Row row) {
        ROWS.computeIfAbsent(phase, none -> new EnumMap<>(Kind.class)).put(kind, row);
    }

    static @Nullable Row row(ModulePhase phase, Kind kind) {
        return ROWS.getOrDefault(phase, Map.of()).get(kind);
    }
}
