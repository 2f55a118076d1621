package io.atflux.internal.session;

import io.atflux.command.CommandText;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.internal.codec.LineScanner;
import io.atflux.internal.time.Durations;
import io.atflux.internal.trace.Traced;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The byte level of a session. Confined to the event loop. */
public interface Wire {

    /** The reserve added to a silence, so that it is long enough as seen by the modem. */
    Duration RESERVE = Duration.ofSeconds(1);

    /** Writes a command line and its CR; the operation that it belongs to, null for the session's own commands. */
    void write(CommandText text, @Nullable Traced by);

    void write(Payload payload, @Nullable Traced by);

    void writeEscape();

    /**
     * Writes only these characters, without CR.
     *
     * @param shown a name of the characters, for people
     */
    void writeBare(String characters, String shown, @Nullable Traced of);

    /** The time at which the last byte passed to the channel has left at the line's baud rate, by the session's clock. */
    long lastWrite();

    /** The line's time for this number of bytes, without the modem's own time. Nanoseconds. */
    long transmission(int bytes);

    /**
     * The time without a write or a received byte until the modem has seen a silence of the given length: a byte may have been on
     * its way for the latency allowance, and the modem's clock differs from the session's. Nanoseconds.
     */
    default long silence(Duration atTheModem) {
        return Durations.nanos(atTheModem) + transmission(0) + Durations.nanos(RESERVE);
    }

    /** The number of writes so far. */
    long writes();

    /** The scanner that cuts the bytes into lines. */
    LineScanner scanner();

    void armPrompt(boolean armed);

    void armCounted(List<CountedAnswer> answers);

    void close();

    /** Completes when the channel is closed. Any thread. */
    Mono<Void> whenClosed();
}
