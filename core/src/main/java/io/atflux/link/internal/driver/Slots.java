package io.atflux.link.internal.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The module's MQTT client of each link, and the clients that this link has opened and not seen closed. A link whose own client another
 * program has open moves to a free one. Confined to the link's mailbox, except {@link #link}.
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

    /** Exchanges a link's client with an unused one, if there is one. */
    synchronized boolean moveToFree(int link, Set<Integer> open, Set<Integer> wanted) {
        for (int other = 1; other < slotOf.length; other++) {
            if (other != link && !wanted.contains(other) && !open.contains(slotOf[other])) {
                exchange(link, other);
                return true;
            }
        }
        return false;
    }

    /** Returns a link's own client to it once the client is no longer open elsewhere. */
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

    /** The clients that are open and ours, and that no link uses: left by an earlier run of this process. */
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

    /** The module may have restarted: a client that is not open at the next query belongs to no link. */
    synchronized void restarted() {
        doubtful = true;
    }

    /** The clients that the module reports as open. */
    synchronized void open(Set<Integer> open) {
        if (doubtful) {
            doubtful = false;
            ours.retainAll(open);
        }
    }

    synchronized Set<Integer> ours() {
        return Set.copyOf(ours);
    }

    /** Restores the state of an earlier run, as {@link #text} returned it. */
    synchronized void restore(@Nullable String text) {
        if (text != null && text.matches("[0-9](,[0-9])*")) {
            Arrays.stream(text.split(","))
                    .map(Integer::valueOf)
                    .filter(s -> s > 0 && s < slotOf.length)
                    .forEach(ours::add);
        }
    }

    /** The state to keep; null for none. */
    synchronized @Nullable String text() {
        return ours.isEmpty()
                ? null
                : String.join(",", ours.stream().map(String::valueOf).toList());
    }
}
