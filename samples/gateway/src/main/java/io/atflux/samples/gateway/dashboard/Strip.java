package io.atflux.samples.gateway.dashboard;

import io.atflux.samples.gateway.fleet.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The history of a link, as bars over time. Their places are seconds since the first of them, so that a page shifts the window
 * over them as time goes by, and needs no new bars for that.
 *
 * @param base the place 0, seconds since 1970
 * @param seconds how much of it is shown
 * @param from the place at which the window begins now
 */
public record Strip(List<Bar> bars, long base, long seconds, long from) {

    /** For how long the last bar goes on if nothing new comes. */
    private static final Duration OPEN = Duration.ofDays(7);

    /** How many bars that are seen have room beside each other. */
    private static final int FINEST = 80;

    /** Shows nothing. */
    static final Strip NONE = new Strip(List.of(), 0, 1, 0);

    /** @param words shown if the pointer is on it */
    public record Bar(long x, long width, int y, int height, Tone tone, String words) {}

    static Strip of(List<StateChange> changes, Duration window, Instant now) {
        // The newest one has some room, too.
        Instant start = now.minus(window).plus(window.dividedBy(50));
        List<StateChange> seen = within(changes, start);
        long base = (seen.isEmpty() ? start : seen.get(0).at()).getEpochSecond();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Instant until = i + 1 < seen.size() ? seen.get(i + 1).at() : now.plus(OPEN);
            bars.add(bar(seen.get(i), until, base, window.toSeconds() / FINEST));
        }
        // The tall ones on top: they are wide enough to be seen, however short they were.
        bars.sort(Comparator.comparingInt(Bar::height));
        return new Strip(List.copyOf(bars), base, window.toSeconds(), start.getEpochSecond() - base);
    }

    /** With the one that lasted as the window began. */
    private static List<StateChange> within(List<StateChange> changes, Instant start) {
        int first = 0;
        while (first + 1 < changes.size() && changes.get(first + 1).at().isBefore(start)) {
            first++;
        }
        return changes.subList(first, changes.size());
    }

    private static Bar bar(StateChange change, Instant until, long base, long narrowest) {
        Tone tone = Tone.of(change.phase(), change.cause());
        // Calm is thin, trouble is tall: to be read without colours.
        int height =
                switch (tone) {
                    case OK -> 8;
                    case OFF -> 2;
                    case BUSY -> 14;
                    case WAIT -> 20;
                    case HUMAN -> 24;
                };
        long x = change.at().getEpochSecond() - base;
        return new Bar(
                x,
                Math.max(tone == Tone.OK ? 1 : narrowest, until.getEpochSecond() - base - x),
                24 - height,
                height,
                tone,
                words(change));
    }

    private static String words(StateChange change) {
        return Words.phase(change.phase())
                + (change.cause() == null ? "" : ": " + change.cause().meaning());
    }
}
