package io.atflux.transport.tcp.rfc2217;

import io.atflux.annotation.NonExtendable;
import io.atflux.error.AtConnectionException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The serial port behind an RFC 2217 server, while its line is open: its events, and changes of its settings.
 *
 * <p>Each request is sent once for each subscriber, and succeeds with the value that the server granted, which may differ; a
 * difference is also logged. It errors with {@link AtConnectionException}: outcome UNKNOWN if no answer came within the server's
 * limit or the line was lost, NOT_SENT if the line was closed before. Signals are delivered on the connection's event loop.
 */
@NonExtendable
public interface ComPort {

    /**
     * The latest states, if known, then each change; completes with the connection. A subscriber without demand loses the oldest
     * of 256 waiting events.
     */
    Flux<ComPortEvent> events();

    /** Sets the speed; succeeds with the speed in force, bits per second. Time-outs still use the transport's speed. */
    Mono<Integer> baudRate(int bitsPerSecond);

    /** Sets the frame of a character and the flow control; DTR and RTS are unchanged. */
    Mono<Void> framing(ComPortSettings settings);

    /** Sets Data Terminal Ready; succeeds with its state. */
    Mono<Boolean> dtr(boolean on);

    /** Sets Request To Send; succeeds with its state. */
    Mono<Boolean> rts(boolean on);

    /** Holds the line in the break state for a time, 1 ms to 1 day; succeeds at the end of the break. */
    Mono<Void> sendBreak(Duration length);

    /** Empties buffers of the server. */
    Mono<Void> purge(Purge what);
}
