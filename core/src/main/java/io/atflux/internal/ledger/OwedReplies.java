package io.atflux.internal.ledger;

import io.atflux.command.CountedAnswer;
import io.atflux.line.AtLine;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Seats that timed out without their final result. The modem answers in order, so a final result without a seat belongs to the
 * oldest of them. Confined to the event loop.
 */
public final class OwedReplies {

    /** The limit of attempts of one rule that are kept apart: an endless rule on a slower modem would otherwise grow without limit. */
    private static final int MOST_OF_ONE_RULE = 64;

    /** For a session that owes nothing; never added to. */
    private static final ArrayDeque<Seat> NONE = new ArrayDeque<>(0);

    private ArrayDeque<Seat> seats = NONE;
    /** Seats whose final result seems to have arrived while a word was out. It may have been another's: their lines may still arrive. */
    private List<Seat> claiming = List.of();
    /** The seats whose prompt may still arrive, and possibly more after them: searched once instead of for each write. */
    private List<Seat> prompting = List.of();
    /** The counted answers of all seats; null after a seat left. */
    private @Nullable List<CountedAnswer> counted;

    private long drainUntil;
    /** An earlier user of the line may have left replies on it, or more of a cut text may arrive. */
    private boolean unknown;
    /** More replies are owed to the running rule than are kept: after them only a proof shows that all have arrived. */
    private boolean uncounted;

    public boolean isEmpty() {
        return seats.isEmpty() && !unknown && !uncounted;
    }

    /** Whether more replies are owed than are kept. */
    public boolean isUncounted() {
        return uncounted;
    }

    /** A former session did not keep all owed replies. */
    public void suspectUncounted() {
        uncounted = true;
    }

    /** Unknown replies may arrive: to commands written before this session, or more of a cut text. */
    public void suspectOthers() {
        unknown = true;
    }

    /** Whether a final result may belong to another seat than the oldest, so that only a proof decides. */
    public boolean isDoubtful() {
        return unknown;
    }

    /** Whether only replies to other users of the line may be owed. */
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
            prompting = Seats.with(prompting, List.of(seat));
        }
        List<CountedAnswer> known = counted;
        if (known != null && seat.counted() != null && !known.contains(seat.counted())) {
            counted = null;
        }
        this.drainUntil = drainUntil;
    }

    /** Drops the latest seat for lack of room: the lines so far are the oldest one's. */
    private void keepFewer() {
        Seat latest = seats.size() < MOST_OF_ONE_RULE ? null : seats.pollLast();
        if (latest != null) {
            if (!prompting.isEmpty()) {
                prompting.remove(latest);
            }
            uncounted = true;
        }
    }

    /** Sets the time until which the rest is awaited. */
    public void drainUntil(long nanos) {
        drainUntil = nanos;
    }

    /** The time until which the rest is awaited before the modem is probed. */
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

    /** Removes the oldest seat. The other replies only begin now, whichever seat claimed the lines so far. */
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

    /** {@link #takeOldest} for a final result that may have been another's: lines that the seat claims remain its own. */
    @Nullable
    public Seat takeOldestButItsClaims() {
        Seat oldest = takeOldest();
        if (oldest != null) {
            claiming = Seats.with(claiming, List.of(oldest));
            counted = null;
        }
        return oldest;
    }

    /** The seats whose lines may still arrive after what seemed to be their final result; a copy. */
    public List<Seat> claiming() {
        return List.copyOf(claiming);
    }

    /** The lines that these seats of a former session claim remain their own. */
    public void inheritClaims(List<Seat> former) {
        claiming = Seats.with(claiming, former);
        counted = null;
    }

    /** In step. A modem that answers while an earlier command runs may still print that one's lines, until its time is over. */
    public void clear(long now) {
        unknown = false;
        uncounted = false;
        claiming = Seats.with(claiming, seats);
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

    /** The session has ended. */
    public void clear() {
        unknown = false;
        uncounted = false;
        emptied();
        claiming = List.of();
    }

    /** The operation whose re-send rule is still running: no other command may be written before it is over. */
    @Nullable
    public Sender runningRule() {
        Seat last = seats.peekLast();
        return last == null || last.op == null || last.op.isDone() ? null : last.op;
    }

    /**
     * Whether the command may be re-sent before its reply arrived. Not after a restart of the module, and not if the modem was told
     * to abort it: the end of the aborted command would be taken for the re-send's.
     */
    public boolean letsResend(Sender op) {
        // No command is written after an abandoned one, so it is the last.
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

    /** The seat whose owed answer the line is; null for none. */
    @Nullable
    public Seat claimer(AtLine line) {
        if (seats.isEmpty() && claiming.isEmpty()) {
            return null;
        }
        Seat owing = Seats.claimer(seats, line);
        return owing == null ? Seats.claimer(claiming, line) : owing;
    }

    /** The seat whose command may have opened a data entry with an unseen prompt; null for none. */
    @Nullable
    public Seat awaitingPrompt() {
        while (!prompting.isEmpty() && !prompting.get(0).awaitsPrompt()) {
            prompting.remove(0);
        }
        return prompting.isEmpty() ? null : prompting.get(0);
    }

    /** Whether a command that may not have arrived can have left a data entry open. */
    public boolean mayHoldDataEntry() {
        return seats.stream().anyMatch(Seat::mayHoldDataEntry);
    }

    /** The number of ESC bytes that cannot complete counted data which the modem may request. */
    public int mostEscapes() {
        return seats.stream()
                .filter(Seat::mayHoldDataEntry)
                .map(seat -> seat.payload)
                .filter(payload -> payload != null && payload.counted())
                .mapToInt(payload -> payload.bytes().length - 1)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Whether the modem may be executing a command that any character aborts. */
    public boolean mayBeAborted() {
        return seats.stream().anyMatch(seat -> seat.abort() != null);
    }

    /** All owed replies, oldest first; a copy. */
    public List<Seat> all() {
        return List.copyOf(seats);
    }

    /** The counted lines that may arrive: for the current seat, and late ones, whose bytes must not be interpreted either. */
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

    /** The names that the owed answers may carry. */
    public List<String> answerNames() {
        return seats.stream()
                .flatMap(seat -> seat.prepared.text.parts().stream())
                .map(part -> part.name().toUpperCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
