package io.atflux.internal.engine;

import io.atflux.command.AtCommand;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import java.time.Duration;
import java.util.List;

/** The lines that restore the defaults of settings that hide an answer (V.250 6.2.1 to 6.2.6). Confined to the event loop. */
final class SettingBack {

    /** Written with the default end of a line, and with LF. */
    static final List<String> LINES = List.of("ATQ0V1E0", "ATS3=13S4=10S5=8Q0V1E0");

    private static final String ATTENTION = "AT";
    /** The silence before and after {@code +++}: 50 fiftieths of a second, which is the default of S12. */
    private static final Duration GUARD_TIME = Duration.ofSeconds(1);

    private SettingBack() {}

    /** Whether it is the line that any modem answers, with only a result code. */
    static boolean isAttention(Prepared prepared) {
        return prepared.text.wire().equalsIgnoreCase(ATTENTION);
    }

    /** The end of the silence that {@code +++} needs. */
    static long guarded(SessionCore core) {
        return core.given.wire.lastWrite() + core.given.wire.silence(GUARD_TIME);
    }

    static Seat seat(SessionCore core, int index) {
        return new Seat(
                Prepared.of(AtCommand.of(LINES.get(index)).spec(), core.given.profile), null, core.given.options);
    }

    static void write(SessionCore core, Seat seat, boolean byLineFeed) {
        if (byLineFeed) {
            // Ends a line written to a modem whose line end is LF; any other modem ignores it.
            core.given.wire.writeBare("\n", "LF", null);
        }
        core.resync.probing().words().otherWritten(core.given);
        core.flight.writeProbe(seat.prepared);
        if (byLineFeed) {
            core.given.wire.writeBare("\n", "LF", null);
        }
    }
}
