package io.atflux.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A connection to a modem's AT port: a serial port, a TCP serial server. Each is a Netty {@link Channel} of bytes.
 *
 * <p>An implementation MUST add the given handler as the last one of the channel's pipeline before {@code channelActive} is fired
 * and anything is read, MUST honour {@code autoRead}, and MUST deliver {@code ByteBuf}s in the order received. It never
 * interprets the bytes. The session writes with the channel's void promise and is told of a failed write by
 * {@code exceptionCaught}. A handler of the transport that listens to a write's promise calls {@code unvoid()} first.
 *
 * <p>Implemented by the transports of this library and by others; programs only pass it on. New methods come only with a default.
 */
public interface AtTransport {

    /**
     * Opens the line once for each subscriber.
     *
     * @param handler the session's handler, placed last in the pipeline; a new one for each subscription
     * @return succeeds with an active channel; errors with {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT, if
     *     the line cannot be opened within the transport's own limit. Cancelling closes the connection.
     */
    Mono<Channel> connect(ChannelHandler handler);

    /**
     * The delay that this line adds to an answer in the worst case: a cellular serial server adds seconds. Every time-out of the
     * session is extended by it.
     */
    default Duration latencyAllowance() {
        return Duration.ZERO;
    }

    /** Bits per second if the transport knows the rate, 0 otherwise. Time-outs are extended by bytes × 10 / baud. */
    default int baudRate() {
        return 0;
    }

    /**
     * The scheduler of sessions on this line if the client sets none, for lines with their own time, as in tests. Null: the
     * channel's event loop.
     */
    default @Nullable Scheduler timer() {
        return null;
    }

    /** The line's description for logs and messages, without secrets: {@code tcp://10.0.0.7:7001}. */
    String describe();
}
