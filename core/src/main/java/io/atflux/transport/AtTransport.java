package io.atflux.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A way to reach a modem's AT port: a serial port, a TCP serial server. Everything is a Netty {@link Channel} of bytes.
 *
 * <p>An implementation MUST add the given handler as the last one of the channel's pipeline before {@code channelActive}
 * is fired and anything is read, MUST honour {@code autoRead}, and MUST deliver {@code ByteBuf}s in the order in which they came. It
 * never interprets what passes. The session writes with the channel's void promise, and hears of a write that failed by {@code
 * exceptionCaught}: a handler of the transport's own that listens to a write's promise calls {@code unvoid()} before.
 *
 * <p>Implemented by transports, those of this library and others; programs only hand it around. New methods come only with a
 * default.
 */
public interface AtTransport {

    /**
     * Opens the line once for each subscriber.
     *
     * @param handler what the session puts behind the channel; a new one for each subscription
     * @return succeeds with an active channel; errors with {@link io.atflux.error.AtConnectionException}, outcome
     *     NOT_SENT, where the line cannot be opened within the transport's own limit. Cancelling closes what was opened.
     */
    Mono<Channel> connect(ChannelHandler handler);

    /**
     * What this line adds to every answer, at the worst: a cellular serial server adds seconds. Every time-out of the
     * session is extended by it.
     */
    default Duration latencyAllowance() {
        return Duration.ZERO;
    }

    /** Bits per second where the transport knows them, 0 otherwise. Time-outs are extended by bytes × 10 / baud. */
    default int baudRate() {
        return 0;
    }

    /**
     * The clock of sessions on this line whose client sets none, for lines that live in a time of their own, as in tests.
     * Null: the channel's event loop.
     */
    default @Nullable Scheduler timer() {
        return null;
    }

    /** The line for logs and messages, without secrets: {@code tcp://10.0.0.7:7001}. */
    String describe();
}
