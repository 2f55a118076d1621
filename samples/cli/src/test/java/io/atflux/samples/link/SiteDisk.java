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
 * A disk with the file of an outbox. Written data is in the host's system, and outlives the process; synced data
 * outlives a power cut as well. Of the data written after the last sync, a power cut leaves a random part.
 */
final class SiteDisk {

    /** The state of the disk. */
    enum Mood {
        WELL,
        SLOW,
        /** Refuses new entries; existing ones can be taken. */
        FULL,
        /** Fails, after or before the requested operation. */
        BROKEN
    }

    /** The stages of a commit. */
    enum Moment {
        ASKED_FOR,
        WRITTEN,
        SYNCED,
        ANSWERED
    }

    private final Site site;
    private final Dice dice;
    private final Map<Moment, Runnable> hooks = new HashMap<>();
    /** The ids of removed entries, with the time at which the process was notified; null if it was not. */
    private final Map<String, @Nullable Duration> removed = new HashMap<>();

    private final List<Shelf> unsynced = new ArrayList<>();
    private Shelf written;
    private Shelf synced;
    private Duration wellSince = Duration.ofMinutes(-10);
    private Duration troubleSince = Duration.ZERO;
    private Mood mood = Mood.WELL;
    private boolean everFailed;
    private boolean everSlow;
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
        everSlow |= next == Mood.SLOW;
    }

    /** The start of the current or last fault. */
    Duration troubleSince() {
        return troubleSince;
    }

    boolean everFailed() {
        return everFailed;
    }

    /** Whether an answer may ever have taken longer than anybody waits. */
    boolean everIll() {
        return everFailed || everSlow;
    }

    /** The time since which there is no fault; null if there is one. */
    @Nullable
    Duration wellSince() {
        return mood == Mood.WELL ? wellSince : null;
    }

    /** Whether a failing operation is carried out nevertheless. */
    boolean isDoneAllTheSame() {
        return dice.oneIn(2);
    }

    /** The duration of a sync. */
    Duration syncTime() {
        return mood == Mood.SLOW ? dice.millis(100, 3_000) : dice.millis(2, 40);
    }

    /** The content for readers. */
    Shelf shelf() {
        return written;
    }

    /** One step is written to the host's system. */
    void wrote(Shelf before) {
        before.missingIn(written).forEach(id -> removed.put(id, null));
        unsynced.add(written.copy());
        steps++;
    }

    /** The number of steps written so far. */
    int steps() {
        return steps;
    }

    /** Everything written is now safe. */
    void sync() {
        synced = written.copy();
        unsynced.clear();
    }

    boolean wasRemoved(String id) {
        return removed.containsKey(id);
    }

    /** Whether an operation removed this entry and then failed, so that the process was not notified. */
    boolean removedInSilence(String id) {
        return everFailed && removed.containsKey(id) && removed.get(id) == null;
    }

    /** The process is notified that this entry was removed. */
    void toldOf(String id) {
        if (removed.containsKey(id)) {
            removed.put(id, site.now());
        }
    }

    /** Runs the action once, when a commit reaches that stage. */
    void when(Moment moment, Runnable action) {
        hooks.put(moment, action);
    }

    void reached(Moment moment) {
        Runnable hook = hooks.remove(moment);
        if (hook != null) {
            hook.run();
        }
    }

    /** The content that any power cut now would leave. */
    Shelf afterACut() {
        return synced;
    }

    /** The removed entries for which a process that dies now has delivered no receipt yet. */
    Set<String> unheardOf() {
        Set<String> ids = new HashSet<>();
        removed.forEach((id, at) -> {
            if (at == null || at.equals(site.now())) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** The process is gone; the data that it wrote reaches the disk. */
    void processDied() {
        sync();
    }

    /** Unsynced data is lost, except for the part that is on the disk already. */
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
