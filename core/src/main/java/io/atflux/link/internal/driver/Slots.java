package io.atflux.link.internal.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the module's MQTT clients each link uses, and which of them this link has opened and not seen closed. A link whose own client
 * somebody else has open moves to a free one. Confined to the link's mailbox, but for {@link #link}.
 */
final class Slots {

    /** The module's client of each link; both count from 1. */
    private final int[] slotOf;

    private final Set<Integer> ours = new TreeSet<>();
    private boolean doubtful;

    Slots(int clients) {
        slotOf = new int[clients + 1];
        for (int i = 0; i <= clients; i++) {
            slotOf[i] = i;
        }
    }

    /** The module's client that a link uses. */
    synchronized int slot(int link) {
        return slotOf[link];
    }

    /** The link that uses one of the module's clients. */
    synchronized int link(int slot) {
        for (int link = 1; link < slotOf.length; link++) {
            if (slotOf[link] == slot) {
                return link;
            }
        }
        return 0;
    }

    /** Exchanges a link's client with another one, if there is one that nobody uses. */
    synchronized boolean moveToFree(int link, Set<Integer> open, Set<Integer> wanted) {
        for (int other = 1; other < slotOf.length; other++) {
            if (other != link && !wanted.contains(other) && !open.contains(slotOf[other])) {
                exchange(link, other);
                return true;
            }
        }
        return false;
    }

    /** Gives a link its own client back once that is free: whoever had it open does so no more. */
    synchronized void moveBack(int link, Set<Integer> open, Set<Integer> wanted) {
        int other = link(link);
        if (other != link && !wanted.contains(other) && !open.contains(link)) {
            exchange(link, other);
        }
    }

    private void exchange(int link, int other) {
        int mine = slotOf[link];
        slotOf[link] = slotOf[other];
        slotOf[other] = mine;
    }

    /** Clients that are open and ours, and that no link uses any more: left by an earlier life of this process. */
    synchronized List<Integer> strays(Set<Integer> open, Set<Integer> wanted) {
        List<Integer> strays = new ArrayList<>(open);
        strays.retainAll(ours);
        wanted.forEach(link -> strays.remove(Integer.valueOf(slotOf[link])));
        return strays;
    }

    synchronized boolean isOurs(int slot) {
        return ours.contains(slot);
    }

    synchronized void opened(int slot) {
        ours.add(slot);
    }

    synchronized void closed(int slot) {
        ours.remove(slot);
    }

    /** The module may have been restarted: what is not open when it is asked next is nobody's. */
    synchronized void restarted() {
        doubtful = true;
    }

    /** What the module says. */
    synchronized void open(Set<Integer> open) {
        if (doubtful) {
            doubtful = false;
            ours.retainAll(open);
        }
    }

    synchronized Set<Integer> ours() {
        return Set.copyOf(ours);
    }

    /** What is known from an earlier life: as {@link #text} gave it. */
    synchronized void restore(@Nullable String text) {
        if (text != null && text.matches("[0-9](,[0-9])*")) {
            Arrays.stream(text.split(","))
                    .map(Integer::valueOf)
                    .filter(s -> s > 0 && s < slotOf.length)
                    .forEach(ours::add);
        }
    }

    /** What to keep; null for nothing. */
    synchronized @Nullable String text() {
        return ours.isEmpty()
                ? null
                : String.join(",", ours.stream().map(String::valueOf).toList());
    }
}
