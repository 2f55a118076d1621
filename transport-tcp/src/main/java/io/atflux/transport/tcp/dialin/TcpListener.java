package io.atflux.transport.tcp.dialin;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Listens for serial servers that dial in: DTUs, routers with a serial port, behind networks into which nobody can connect. Each
 * device is a transport, so that what is over it is the same as over any other line, and opening a lost session again is
 * waiting for the next dial-in.
 *
 * <pre>{@code
 * TcpListener.on("0.0.0.0", 7001)
 *         .registration(Registration.regex(Pattern.compile("ID=(\\d{15})\r\n")))
 *         .heartbeat(Heartbeat.text("HB"))
 *         .bind()
 *         .flatMapMany(TcpListener::devices)
 *         .flatMap(device -> L610.over(device).connect()…)
 * }</pre>
 *
 * <p>A newer connection of a device replaces an older one, whose session ends with a typed connection error, unless
 * {@link ListenSettings#replacement} says otherwise. A connection that
 * nobody takes keeps the first 16 KiB that come, and is read no further.
 */
public final class TcpListener {

    private final ListenSettings settings;
    private final Channel channel;
    private final ConnectionInitializer initializer;
    private final ConnectionDispatcher dispatcher;
    private volatile boolean endedIdle;

    TcpListener(ListenSettings settings, Channel channel, ConnectionInitializer initializer) {
        this.settings = settings;
        this.channel = channel;
        this.initializer = initializer;
        this.dispatcher = new ConnectionDispatcher(settings.rules(settings.describe(port())), channel, this::idle);
        initializer.dispatcher(dispatcher);
    }

    /**
     * Settings of a listener, with defaults.
     *
     * @param host the address to listen on: {@code 0.0.0.0} or {@code ::} for all
     * @param port 1 to 65535, or 0 for any that is free
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static ListenSettings on(String host, int port) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return ListenSettings.on(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    /**
     * A serial server that dials in, as a URL names it: {@code listen://0.0.0.0:7001[?device=ID&registration=regex:…]}, the one
     * called {@code ID}, or whichever is next. The README lists the parameters.
     *
     * <p>The port is listened on from the first connecting on, and shared by all sessions in this JVM that name it with the
     * same options ({@code device}, {@code connect-timeout}, {@code latency} and {@code baud} may differ). It is given back
     * {@code linger} (60 s) after the last of them ended and nobody waits for one: a device that dials in again finds somebody.
     *
     * @throws io.atflux.error.AtUsageException for another scheme, and for what is missing, unknown or out of range
     */
    public static AtTransport dialIn(TransportUrl url) {
        return ListenUrl.transport(url);
    }

    /** The port that is listened on. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * The device of this id, whether it ever dialled in or not.
     *
     * @throws IllegalArgumentException for what can be no id
     */
    public DialInDevice device(String id) {
        return dispatcher.device(id, settings.traits());
    }

    /** Whichever device dials in next, or has been waiting to be taken for the longest. */
    public AtTransport any() {
        return dispatcher.any(settings.traits());
    }

    /**
     * Each device once: those that are known, and then each one when it registers for the first time (again, where it was
     * forgotten meanwhile). A slow subscriber misses none but those forgotten before it asked for them. Signals come on the
     * listener's event loop. Completes when the listener is closed.
     */
    public Flux<DialInDevice> devices() {
        return dispatcher.devices(settings.traits());
    }

    /**
     * What happens from now on. A subscriber that is slow loses the oldest of 256 that wait; {@link #lostEvents} counts
     * them. Signals come on the listener's event loop. Completes when the listener is closed.
     */
    public Flux<DialInEvent> events() {
        return dispatcher.events();
    }

    /** How often something happened, since the listener opened. */
    public long count(DialInEvent.Kind kind) {
        return dispatcher.count(kind);
    }

    /** How many events slow subscribers have lost, all of them together. */
    public long lostEvents() {
        return dispatcher.lostEvents();
    }

    /**
     * Reads the files of certificates and keys anew, for connections from then on.
     *
     * @return errors with {@link IOException} where they cannot be read; the old ones stay then
     */
    public Mono<Void> reloadCertificates() {
        return Mono.<Void>fromCallable(() -> {
                    initializer.tls(Binding.tls(settings));
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void idle() {
        endedIdle = true;
        close().subscribe();
    }

    /** Nobody needed it: whoever comes a moment later may open another. */
    boolean endedIdle() {
        return endedIdle;
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    void whenClosed(Runnable next) {
        channel.closeFuture().addListener(closed -> next.run());
    }

    /** The same listener's devices for one who goes by other settings of sessions. */
    AtTransport transport(@Nullable String device, ListenSettings own) {
        return device == null ? dispatcher.any(own.traits()) : dispatcher.device(device, own.traits());
    }

    /**
     * Listens no more, ends all connections and all who wait.
     *
     * @return succeeds when that is done, after 5 s in any case; never errors
     */
    public Mono<Void> close() {
        return dispatcher.close();
    }

    @Override
    public String toString() {
        return settings.describe(port());
    }
}
