package io.atflux.internal.ledger;

import io.atflux.command.CountedAnswer;
import io.atflux.line.AtLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Seats whose time is over and whose final result did not come. The modem answers in order, so a final result without a
 * seat belongs to the oldest of them. Confined to the event loop.
 */
public final class OwedReplies {

    /** More attempts of one rule are not kept apart: a rule without end to a slower modem would owe without end. */
    private static final int MOST_OF_ONE_RULE = 64;

    /** Of who owes nothing; never added to. */
    private static final ArrayDeque<Seat> NONE = new ArrayDeque<>(0);

    private ArrayDeque<Seat> seats = NONE;
    /** Of these a final result seems to have come while a word was out. That may have been another's: their lines may still come. */
    private List<Seat> claiming = List.of();
    /** Those of the seats that may still be asked for their data, and more behind them: looked through once, not for each write. */
    private List<Seat> prompting = List.of();
    /** Of all seats; null after one of them left. */
    private @Nullable List<CountedAnswer> counted;

    private long drainUntil;
    /** Whoever had the line before this session may have left replies on it, or more of a cut text may come. */
    private boolean unknown;
    /** More is owed to the rule that is running than is kept: behind it only a proof tells that all of it came. */
    private boolean uncounted;

    public boolean isEmpty() {
        return seats.isEmpty() && !unknown && !uncounted;
    }

    /** Whether more is owed than is kept. */
    public boolean isUncounted() {
        return uncounted;
    }

    /** A former session did not keep all that was owed. */
    public void suspectUncounted() {
        uncounted = true;
    }

    /** Not all that may come is known: nobody knows what was written before this session, or more of a cut text may follow. */
    public void suspectOthers() {
        unknown = true;
    }

    /** Whether a final result may be another's than the oldest one's, so that only a proof tells. */
    public boolean isDoubtful() {
        return unknown;
    }

    /** Whether nothing is owed but what others may have left. */
    public boolean isOnlyOthers() {
        return unknown && seats.isEmpty();
    }

    public int size() {
        return seats.size();
    }

    public void add(Seat seat, long drainUntil) {
        Seat oldest = seats.peek();
        if (oldest != null && oldest.op == seat.op) {
            seat.hasTakenFor(oldest);
            keepFewer();
        }
        if (seats == NONE) {
            seats = new ArrayDeque<>(2);
        }
        seats.add(seat);
        if (seat.awaitsPrompt()) {
            prompting = with(prompting, List.of(seat));
        }
        List<CountedAnswer> known = counted;
        if (known != null && seat.counted() != null && !known.contains(seat.counted())) {
            counted = null;
        }
        this.drainUntil = drainUntil;
    }

    /** The list with more: made for the first who is in it. */
    private static List<Seat> with(List<Seat> some, Collection<Seat> more) {
        if (more.isEmpty()) {
            return some;
        }
        List<Seat> all = some.isEmpty() ? new ArrayList<>(1) : some;
        all.addAll(more);
        return all;
    }

    /** The latest makes room: what came so far is the oldest one's. */
    private void keepFewer() {
        Seat latest = seats.size() < MOST_OF_ONE_RULE ? null : seats.pollLast();
        if (latest != null) {
            if (!prompting.isEmpty()) {
                prompting.remove(latest);
            }
            uncounted = true;
        }
    }

    /** The rest is waited for until then. */
    public void drainUntil(long nanos) {
        drainUntil = nanos;
    }

    /** Until when the rest is waited for, before the modem is asked. */
    public long drainUntil() {
        long until = drainUntil;
        for (Seat seat : seats) {
            Long runs = seat.runsUntil();
            until = runs != null && runs - until > 0 ? runs : until;
        }
        return until;
    }

    @Nullable
    public Seat oldest() {
        return seats.peek();
    }

    /** What the others are owed begins only now, whoever claimed the lines that came so far. */
    @Nullable
    public Seat takeOldest() {
        Seat oldest = seats.poll();
        if (oldest != null) {
            left(oldest);
        }
        seats.forEach(Seat::expectAgain);
        return oldest;
    }

    private void left(Seat seat) {
        if (!prompting.isEmpty() && prompting.get(0) == seat) {
            prompting.remove(0);
        }
        if (seat.counted() != null) {
            counted = null;
        }
    }

    /** {@link #takeOldest} where the final result may have been another's: what the seat claims stays its own. */
    @Nullable
    public Seat takeOldestButItsClaims() {
        Seat oldest = takeOldest();
        if (oldest != null) {
            claiming = with(claiming, List.of(oldest));
            counted = null;
        }
        return oldest;
    }

    /** In step. A modem that answers while an earlier command runs may still print that one's lines, until its time is over. */
    public void clear(long now) {
        unknown = false;
        uncounted = false;
        claiming = with(claiming, seats);
        if (!claiming.isEmpty()) {
            claiming.removeIf(seat -> seat.runsUntil() == null || seat.runsUntil() - now <= 0);
        }
        emptied();
    }

    private void emptied() {
        seats.clear();
        prompting = List.of();
        counted = null;
    }

    /** The session is over. */
    public void clear() {
        unknown = false;
        uncounted = false;
        emptied();
        claiming = List.of();
    }

    /** The operation whose rule of re-sends is still running: nobody else may write before it is over. */
    @Nullable
    public Sender runningRule() {
        Seat last = seats.peekLast();
        return last == null || last.op == null || last.op.isDone() ? null : last.op;
    }

    /**
     * Whether the command may be written again before its reply came. Not where the module was restarted, nor where the modem was told to give it up: the end of
     * that would be taken for the re-send's.
     */
    public boolean letsResend(Sender op) {
        // Nothing is written behind one that was abandoned, so that it is the last.
        return !unknown && runningRule() == op && !seats.getLast().isAbandoned();
    }

    /** Whether the line is the echo of a command whose reply is owed. */
    public boolean takesEcho(AtLine line) {
        if (seats.isEmpty()) {
            return false;
        }
        for (Seat seat : seats) {
            if (seat.takesEcho(line)) {
                return true;
            }
        }
        return false;
    }

    /** Whose answer that is owed the line is; null for nobody's. */
    @Nullable
    public Seat claimer(AtLine line) {
        if (seats.isEmpty() && claiming.isEmpty()) {
            return null;
        }
        for (Seat seat : seats) {
            if (seat.claims(line)) {
                return seat;
            }
        }
        for (Seat seat : claiming) {
            if (seat.claims(line)) {
                return seat;
            }
        }
        return null;
    }

    /** The seat that may have opened a data entry without our seeing its prompt; null for none. */
    @Nullable
    public Seat awaitingPrompt() {
        while (!prompting.isEmpty() && !prompting.get(0).awaitsPrompt()) {
            prompting.remove(0);
        }
        return prompting.isEmpty() ? null : prompting.get(0);
    }

    /** Whether what was written, and may not have arrived, can have left a data entry open. */
    public boolean mayHoldDataEntry() {
        return seats.stream().anyMatch(Seat::mayHoldDataEntry);
    }

    /** How many ESC complete no counted data that may be asked for. */
    public int mostEscapes() {
        return seats.stream()
                .filter(Seat::mayHoldDataEntry)
                .map(seat -> seat.payload)
                .filter(payload -> payload != null && payload.counted())
                .mapToInt(payload -> payload.bytes().length - 1)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Whether the modem may be at something that any character makes it give up. */
    public boolean mayBeAborted() {
        return seats.stream().anyMatch(seat -> seat.abort() != null);
    }

    /** All that is owed, oldest first; a copy. */
    public List<Seat> all() {
        return List.copyOf(seats);
    }

    /** The counted lines that may come: for the seat that is taken, and late ones, whose bytes mean as little. */
    public List<CountedAnswer> counted(@Nullable Seat current) {
        List<CountedAnswer> owed = counted;
        if (owed == null) {
            owed = answers(Stream.concat(seats.stream(), claiming.stream()));
            counted = owed;
        }
        CountedAnswer first = current == null ? null : current.counted();
        return first == null
                ? owed
                : Stream.concat(Stream.of(first), owed.stream()).distinct().toList();
    }

    private static List<CountedAnswer> answers(Stream<Seat> of) {
        return of.map(Seat::counted).filter(Objects::nonNull).distinct().toList();
    }

    /** The names that the answers to what is owed may carry. */
    public List<String> answerNames() {
        return seats.stream()
                .flatMap(seat -> seat.prepared.text.parts().stream())
                .map(part -> part.name().toUpperCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
