package io.atflux.internal.engine;

import io.atflux.command.AtCommand;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import java.time.Duration;
import java.util.List;

/** The lines that set back what hides an answer (V.250 6.2.1 to 6.2.6). Confined to the event loop. */
final class SettingBack {

    /** By the characters that end a line by default, and by LF. */
    static final List<String> LINES = List.of("ATQ0V1E0", "ATS3=13S4=10S5=8Q0V1E0");

    private static final String ATTENTION = "AT";
    /** The silence before and after {@code +++}: 50 fiftieths of a second, which is what S12 is by default. */
    private static final Duration GUARD_TIME = Duration.ofSeconds(1);

    private SettingBack() {}

    /** Whether it is the line that any modem answers, and by a result code alone. */
    static boolean isAttention(Prepared prepared) {
        return prepared.text.wire().equalsIgnoreCase(ATTENTION);
    }

    /** When the silence that {@code +++} needs is over. */
    static long guarded(SessionCore core) {
        return core.given.wire.lastWrite() + core.given.wire.silence(GUARD_TIME);
    }

    static Seat seat(SessionCore core, int index) {
        return new Seat(
                Prepared.of(AtCommand.of(LINES.get(index)).spec(), core.given.profile), null, core.given.options);
    }

    static void write(SessionCore core, Seat seat, boolean byLineFeed) {
        if (byLineFeed) {
            // Ends what was written to a modem whose line end is LF; any other passes over it.
            core.given.wire.writeBare("\n", "LF", null);
        }
        core.resync.probing().otherWritten();
        core.flight.writeProbe(seat.prepared);
        if (byLineFeed) {
            core.given.wire.writeBare("\n", "LF", null);
        }
    }
}
