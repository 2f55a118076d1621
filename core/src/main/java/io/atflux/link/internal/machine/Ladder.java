package io.atflux.link.internal.machine;

import io.atflux.link.Recovery;
import io.atflux.link.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects the next rung within its budget. */
final class Ladder {

    private static final Duration WINDOW = Duration.ofHours(1);
    /** The number of further attempts to find a modem, each for the guide's 90 s, before its power is switched off. */
    private static final int OWN_ATTEMPTS = 2;
    /** Lines often return on their own, so more attempts precede switching the modem's power. */
    private static final int LINE_ATTEMPTS = 5;

    private final Recovery recovery;

    Ladder(Recovery recovery) {
        this.recovery = recovery;
    }

    /** The rung above the last attempt at a depth that can repair the finding and is within its budget; null for none. */
    @Nullable
    Rung next(MachineState state, Depth depth, int failures, Finding finding, Instant now) {
        if (failures <= ownAttempts(depth)) {
            return null;
        }
        for (Rung rung : Rung.values()) {
            boolean above = rung.compareTo(depth.own()) > 0;
            if (above && finding.isMendableBy(rung) && mayTake(state, rung, now)) {
                return rung;
            }
        }
        return null;
    }

    private int ownAttempts(Depth depth) {
        return switch (depth) {
            case LINE -> LINE_ATTEMPTS;
            case MODEM, SETUP, NETWORK -> OWN_ATTEMPTS;
            case BEARER -> recovery.redials();
            case BROKER -> recovery.reopens();
        };
    }

    private boolean mayTake(MachineState state, Rung rung, Instant now) {
        return rung == Rung.REDIAL ? state.redials < recovery.redials() : left(state, rung, now) > 0;
    }

    /** The remaining budget of a rung. A time stamp in the future counts as now: hosts without a clock produce them. */
    int left(MachineState state, Rung rung, Instant now) {
        long used = state.taken.getOrDefault(rung, List.of()).stream()
                .filter(stamp -> stamp.isAfter(now.minus(WINDOW)))
                .count();
        return Math.max(0, budget(rung) - (int) used);
    }

    private int budget(Rung rung) {
        return switch (rung) {
            case REOPEN, REDIAL -> 0;
            case RADIO -> recovery.radioCyclesPerHour();
            case RESET -> recovery.resetsPerHour();
            case POWER -> recovery.powerCyclesPerHour();
        };
    }

    /** The remaining restarts, by command or by power. */
    int resetsLeft(MachineState state, Instant now) {
        return left(state, Rung.RESET, now) + left(state, Rung.POWER, now);
    }

    /** Records that a rung is taken now. */
    void take(MachineState state, Rung rung, Instant now) {
        if (rung == Rung.REDIAL) {
            state.redials++;
            return;
        }
        Map<Rung, List<Instant>> all = new EnumMap<>(Rung.class);
        all.putAll(state.taken);
        List<Instant> stamps = new ArrayList<>(all.getOrDefault(rung, List.of()));
        stamps.removeIf(stamp -> !stamp.isAfter(now.minus(WINDOW)));
        stamps.replaceAll(stamp -> stamp.isAfter(now) ? now : stamp);
        stamps.add(now);
        all.put(rung, List.copyOf(stamps));
        state.taken = Map.copyOf(all);
    }

    static LineWork work(Rung rung) {
        return switch (rung) {
            case REOPEN -> LineWork.OPEN;
            case REDIAL -> LineWork.REDIAL;
            case RADIO -> LineWork.RADIO;
            case RESET -> LineWork.RESET;
            case POWER -> LineWork.POWER;
        };
    }

    static @Nullable Rung rung(LineWork work) {
        return switch (work) {
            case REDIAL -> Rung.REDIAL;
            case RADIO -> Rung.RADIO;
            case RESET -> Rung.RESET;
            case POWER -> Rung.POWER;
            default -> null;
        };
    }
}
