package io.atflux.transport.tcp.rfc2217;

import io.atflux.annotation.NonExtendable;
import io.atflux.error.AtConnectionException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The serial port behind an RFC 2217 server, while its line is open: what it reports, and what can be changed about it.
 *
 * <p>Each request is sent once for each subscriber, and succeeds with what the server granted, which may be something else; that
 * is logged too. It errors with {@link AtConnectionException}: outcome UNKNOWN where no answer came within the server's limit or
 * the line was lost, NOT_SENT where the line was closed before. Signals come on the connection's event loop.
 */
@NonExtendable
public interface ComPort {

    /**
     * The latest states, if any are known, then what changes; completes with the connection. A subscriber that does not ask for
     * them loses the oldest of 256 that wait.
     */
    Flux<ComPortEvent> events();

    /** Sets the speed; succeeds with the one that holds now, bits per second. Time-outs keep going by the transport's own. */
    Mono<Integer> baudRate(int bitsPerSecond);

    /** Sets what a character is made of and who holds back whom; DTR and RTS are left as they are. */
    Mono<Void> framing(ComPortSettings settings);

    /** Sets Data Terminal Ready; succeeds with what it is now. */
    Mono<Boolean> dtr(boolean on);

    /** Sets Request To Send; succeeds with what it is now. */
    Mono<Boolean> rts(boolean on);

    /** Holds the line in the break state for a time, 1 ms to 1 day; succeeds when it is over. */
    Mono<Void> sendBreak(Duration length);

    /** Empties buffers of the server. */
    Mono<Void> purge(Purge what);
}
