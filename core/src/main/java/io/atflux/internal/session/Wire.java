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

/** The bytes' side of a session. Confined to the event loop. */
public interface Wire {

    /** What a silence is longer than it has to be at the modem's end. */
    Duration RESERVE = Duration.ofSeconds(1);

    /** Writes a command line and its CR; the operation is whose it is, null for the session's own. */
    void write(CommandText text, @Nullable Traced by);

    void write(Payload payload, @Nullable Traced by);

    void writeEscape();

    /**
     * Writes these characters and nothing else: no CR.
     *
     * @param shown what they are, for people
     */
    void writeBare(String characters, String shown, @Nullable Traced of);

    /** When the last byte that was handed to the channel has left, at the line's baud rate; by the session's clock. */
    long lastWrite();

    /** What the line takes for so many bytes, beside the modem's own time. Nanoseconds. */
    long transmission(int bytes);

    /**
     * How long nothing may be written, or come, until it was as silent at the modem's end for the given time: a byte may have been on its
     * way for the latency allowance, and the modem's clock is not ours. Nanoseconds.
     */
    default long silence(Duration atTheModem) {
        return Durations.nanos(atTheModem) + transmission(0) + Durations.nanos(RESERVE);
    }

    /** How much was written so far: grows with each write. */
    long writes();

    /** What cuts the bytes into lines. */
    LineScanner scanner();

    void armPrompt(boolean armed);

    void armCounted(List<CountedAnswer> answers);

    void close();

    /** Completes when the channel is closed. Any thread. */
    Mono<Void> whenClosed();
}
