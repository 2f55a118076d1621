package io.atflux.internal.engine;

import io.atflux.internal.ledger.DataEntry;
import io.atflux.internal.ledger.Debt;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.lines.LineSettings;
import io.atflux.internal.resync.Proof;
import io.atflux.internal.time.Durations;
import io.atflux.internal.trace.SecretMask;
import java.time.Duration;
import java.util.List;

/**
 * The state that an ended session leaves to the next one on the same modem: the replies and result codes that are still owed, and
 * the data entry that may be open. Immutable, except seats that no code uses before the next session copies them.
 *
 * @param seats the written commands without a final result, oldest first
 * @param claiming those whose final result may have been another's, so that their lines may still arrive
 * @param debts result codes that are owed, or may be
 * @param dataEntry whether the modem may wait for payload, as far as the former session knew
 * @param escapes the number of times that ESC was written into what may be data
 * @param memory the knowledge of how this modem proves that it is in step
 * @param lines the knowledge of the form of the modem's lines
 * @param secrets secrets that the modem may repeat and that must stay hidden
 * @param uncounted whether more replies are owed than the seats show
 * @param sinceWrite nanoseconds since the last byte was written, or since the modem reached it; negative before that
 */
public record Outstanding(
        List<Seat> seats,
        List<Seat> claiming,
        List<Debt> debts,
        DataEntry dataEntry,
        int escapes,
        Proof.Memory memory,
        LineSettings.Known lines,
        SecretMask.Known secrets,
        boolean uncounted,
        long sinceWrite) {

    /** Nothing is known to be owed. */
    public static final Outstanding NONE = new Outstanding(
            List.of(),
            List.of(),
            List.of(),
            DataEntry.CLOSED,
            0,
            Proof.Memory.NONE,
            LineSettings.Known.NOTHING,
            SecretMask.Known.NOTHING,
            false,
            0);

    /** The same state, the given time later. */
    public Outstanding aged(Duration gap) {
        long nanos = Durations.nanos(gap);
        return new Outstanding(
                seats,
                claiming,
                debts.stream().map(d -> d.aged(nanos)).toList(),
                dataEntry,
                escapes,
                memory.aged(nanos),
                lines,
                secrets,
                uncounted,
                sinceWrite + nanos);
    }
}
