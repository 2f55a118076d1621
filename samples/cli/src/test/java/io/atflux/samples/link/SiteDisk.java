package io.atflux.samples.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A disk with the file of an outbox. What is written is with the host's system, and outlives the process; what is synced outlives a power
 * cut as well. Of what was written later than the last sync, a power cut leaves as much as chance wants.
 */
final class SiteDisk {

    /** How it does. */
    enum Mood {
        WELL,
        SLOW,
        /** Takes nothing more in; what is there can be taken out. */
        FULL,
        /** Fails, after it has done what was asked or before. */
        BROKEN
    }

    /** Where a commit is. */
    enum Moment {
        ASKED_FOR,
        WRITTEN,
        SYNCED,
        ANSWERED
    }

    private final Site site;
    private final Dice dice;
    private final Map<Moment, Runnable> hooks = new HashMap<>();
    /** The ids of entries that were removed, and when the process heard of it; null if it did not. */
    private final Map<String, @Nullable Duration> removed = new HashMap<>();

    private final List<Shelf> unsynced = new ArrayList<>();
    private Shelf written;
    private Shelf synced;
    private Duration wellSince = Duration.ofMinutes(-10);
    private Duration troubleSince = Duration.ZERO;
    private Mood mood = Mood.WELL;
    private boolean everFailed;
    private int steps;

    SiteDisk(Site site, Dice dice, Shelf empty) {
        this.site = site;
        this.dice = dice;
        this.written = empty;
        this.synced = empty.copy();
    }

    Instant clock() {
        return Instant.ofEpochMilli(site.now().toMillis());
    }

    Mood mood() {
        return mood;
    }

    void mood(Mood next) {
        if (mood == Mood.WELL) {
            troubleSince = site.now();
        } else if (next == Mood.WELL) {
            wellSince = site.now();
        }
        mood = next;
        everFailed |= next == Mood.FULL || next == Mood.BROKEN;
    }

    /** Since when something is or was wrong with it. */
    Duration troubleSince() {
        return troubleSince;
    }

    boolean everFailed() {
        return everFailed;
    }

    /** Since when nothing is wrong with it; null if something is. */
    @Nullable
    Duration wellSince() {
        return mood == Mood.WELL ? wellSince : null;
    }

    /** Whether what fails now is done all the same. */
    boolean isDoneAllTheSame() {
        return dice.oneIn(2);
    }

    /** How long a sync takes. */
    Duration syncTime() {
        return mood == Mood.SLOW ? dice.millis(100, 3_000) : dice.millis(2, 40);
    }

    /** What readers see. */
    Shelf shelf() {
        return written;
    }

    /** One step is done, and with the host's system. */
    void wrote(Shelf before) {
        before.missingIn(written).forEach(id -> removed.put(id, null));
        unsynced.add(written.copy());
        steps++;
    }

    /** How many steps were ever written. */
    int steps() {
        return steps;
    }

    /** All that was written is safe. */
    void sync() {
        synced = written.copy();
        unsynced.clear();
    }

    boolean wasRemoved(String id) {
        return removed.containsKey(id);
    }

    /** The process is told that these are gone. */
    void toldOf(String id) {
        if (removed.containsKey(id)) {
            removed.put(id, site.now());
        }
    }

    /** Once, when a commit comes that far. */
    void when(Moment moment, Runnable action) {
        hooks.put(moment, action);
    }

    void reached(Moment moment) {
        Runnable hook = hooks.remove(moment);
        if (hook != null) {
            hook.run();
        }
    }

    /** What would be left if the power went now, by whatever chance. */
    Shelf afterACut() {
        return synced;
    }

    /** Those of whose removal a process that dies now has not made anything yet. */
    Set<String> unheardOf() {
        Set<String> ids = new HashSet<>();
        removed.forEach((id, at) -> {
            if (at == null || at.equals(site.now())) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** The process is gone; what it wrote reaches the disk. */
    void processDied() {
        sync();
    }

    /** All that is not synced is gone, but for what happened to be on the disk already. */
    void powerCut() {
        int kept = dice.below(unsynced.size() + 1);
        if (kept > 0) {
            synced = unsynced.get(kept - 1);
        }
        site.trace("disk: " + kept + " of " + unsynced.size() + " steps outlive the cut without a sync");
        written = synced.copy();
        unsynced.clear();
        steps++;
    }
}
