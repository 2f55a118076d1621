package io.atflux.samples.link;

import io.atflux.link.DeliveryReceipt;
import io.atflux.outbox.OutboxEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries accepted into an outbox, their receipts, and the stored entries, over all processes of the host. */
final class Ledger {

    private static final class Kept {
        private final String text;
        private @Nullable DeliveryReceipt told;
        /** Its end was committed, and the process died before the receipt. */
        private boolean unheardOf;

        Kept(String text) {
            this.text = text;
        }
    }

    private final Site site;
    private final SiteDisk disk;
    private final Map<String, Kept> accepted = new LinkedHashMap<>();
    private final Map<String, DeliveryReceipt> told = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private int crashes;
    /** The number of entries that may have been sent and existed after a crash. */
    private int comeBack;

    private int stepsLookedAt = -1;
    private int seenLookedAt;

    Ledger(Site site, SiteDisk disk) {
        this.site = site;
        this.disk = disk;
    }

    Simulation.Kept kept() {
        return new Simulation.Kept(1, ids.size(), crashes, comeBack);
    }

    private void oneId(String text, String id) {
        String before = ids.putIfAbsent(text, id);
        site.verdict.require(before == null || before.equals(id), text + " has two ids");
    }

    private boolean isDamaged() {
        return site.history.ever(History.Happening.LINE_NOISE);
    }

    /** The Mono of an enqueue completed: from now on neither a crash nor a power cut may remove the entry. */
    void accepted(OutboxEntry entry) {
        String text = entry.message().text();
        site.trace(() -> "accepted " + text + " as number " + entry.sequence());
        oneId(text, entry.id());
        Kept kept = new Kept(text);
        kept.told = told.get(entry.id());
        site.verdict.require(accepted.put(entry.id(), kept) == null, text + " is accepted twice");
        require(
                disk.afterACut().find(entry.id()) != null || kept.told != null || disk.wasRemoved(entry.id()),
                text + " is accepted, but a power cut now would lose it");
    }

    /** The receipt of a message was delivered: it is over for good. */
    void told(DeliveryReceipt receipt) {
        String text = receipt.message().text();
        oneId(text, receipt.id());
        require(told.put(receipt.id(), receipt) == null, "two receipts for one message: " + receipt);
        Kept kept = accepted.get(receipt.id());
        if (kept != null) {
            require(!kept.unheardOf, "a receipt for an entry that was removed before the process began: " + receipt);
            kept.told = receipt;
        }
        require(
                disk.afterACut().find(receipt.id()) == null,
                text + " is finished, but would be sent again after a power cut now");
        require(
                site.broker.timesSeen(text) <= receipt.attempts() || isDamaged(),
                "seen " + site.broker.timesSeen(text) + " times: " + receipt);
    }

    private void require(boolean kept, String promise) {
        site.verdict.require(kept, promise);
    }

    /** The host is gone; only the disk's content remains. */
    void crashed() {
        crashes++;
        Shelf left = disk.shelf();
        Set<String> unheardOf = disk.unheardOf();
        site.trace(() -> "left on the disk: " + left.all());
        accepted.forEach((id, kept) -> {
            boolean there = left.find(id) != null;
            if (kept.told != null) {
                require(!there, kept.text + " is finished, but stored again: " + kept.told);
            } else if (!there) {
                kept.unheardOf |= unheardOf.contains(id);
                require(kept.unheardOf, kept.text + " was accepted, but is lost");
            }
        });
        comeBack +=
                (int) left.all().stream().filter(entry -> entry.attempts() > 0).count();
        look();
    }

    /**
     * Of the stored entries, the broker may have seen only the head of each client, and the store must have it marked.
     */
    void look() {
        int steps = disk.steps();
        int seenByNow = site.broker.seen().size();
        if (steps == stepsLookedAt && seenByNow == seenLookedAt) {
            return;
        }
        stepsLookedAt = steps;
        seenLookedAt = seenByNow;
        Set<String> heads = new HashSet<>();
        for (OutboxEntry entry : disk.shelf().all()) {
            if (entry.attempts() > 0) {
                require(heads.add(entry.owner()), "two entries of one client may have been sent");
            } else if (site.broker.timesSeen(entry.message().text()) > 0) {
                require(isDamaged(), "seen by the broker, but stored as never sent: " + entry);
            }
        }
    }

    /** No fault was active for long enough: every entry has its receipt, and none is waiting. */
    void mustBeOver() {
        require(
                disk.shelf().all().isEmpty(),
                "the outbox does not empty: " + disk.shelf().all());
        accepted.forEach((id, kept) ->
                // A store that removes an entry and then fails has told nobody of it.
                require(
                        kept.told != null || kept.unheardOf || disk.removedInSilence(id),
                        kept.text + " was accepted, but got no receipt"));
    }
}
