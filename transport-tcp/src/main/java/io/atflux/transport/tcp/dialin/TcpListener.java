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
 * Listens for serial servers that dial in: DTUs, routers with a serial port, in networks that cannot be reached from outside.
 * Each device is a transport, so everything above it works as on any other line. Reopening a lost session means waiting for the
 * next dial-in.
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
 * {@link ListenSettings#replacement} says otherwise. A connection that no session takes keeps its first 16 KiB of input, and is
 * then not read further.
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
     * The settings of a listener, with defaults.
     *
     * @param host the address to listen on: {@code 0.0.0.0} or {@code ::} for all
     * @param port 1 to 65535, or 0 for any free port
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static ListenSettings on(String host, int port) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return ListenSettings.on(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    /**
     * A serial server that dials in, by URL: {@code listen://0.0.0.0:7001[?device=ID&registration=regex:…]}, the device with the
     * id {@code ID}, or the next one. The README lists the parameters.
     *
     * <p>The port is opened by the first connect, and shared by all sessions in this JVM that use it with the same options
     * ({@code device}, {@code connect-timeout}, {@code latency} and {@code baud} may differ). It is closed {@code linger} (60 s)
     * after the last of them ended, if no subscriber waits for one: a device that dials in again meanwhile still finds the port
     * open.
     *
     * @throws io.atflux.error.AtUsageException for another scheme, and for a part that is missing, unknown or out of range
     */
    public static AtTransport dialIn(TransportUrl url) {
        return ListenUrl.transport(url);
    }

    /** The listening port. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * The device with this id, whether or not it has dialled in.
     *
     * @throws IllegalArgumentException for text that cannot be an id
     */
    public DialInDevice device(String id) {
        return dispatcher.device(id, settings.traits());
    }

    /** The next device that dials in, or the one that has waited longest for a session. */
    public AtTransport any() {
        return dispatcher.any(settings.traits());
    }

    /**
     * Each device once: the known ones, and then each one at its first registration (again, if it was forgotten meanwhile). A
     * slow subscriber misses only devices that were forgotten before it requested them. Signals are delivered on the listener's
     * event loop. Completes when the listener is closed.
     */
    public Flux<DialInDevice> devices() {
        return dispatcher.devices(settings.traits());
    }

    /**
     * Events from the moment of subscription. A slow subscriber loses the oldest of 256 waiting ones; {@link #lostEvents} counts
     * them. Signals are delivered on the listener's event loop. Completes when the listener is closed.
     */
    public Flux<DialInEvent> events() {
        return dispatcher.events();
    }

    /** The number of events of a kind, since the listener opened. */
    public long count(DialInEvent.Kind kind) {
        return dispatcher.count(kind);
    }

    /** The number of events that slow subscribers have lost, all of them together. */
    public long lostEvents() {
        return dispatcher.lostEvents();
    }

    /**
     * Reads the files of certificates and keys again, for later connections.
     *
     * @return errors with {@link IOException} if they cannot be read; the old ones then stay in use
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

    /** Closed for lack of use: a later caller may open another one. */
    boolean endedIdle() {
        return endedIdle;
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    void whenClosed(Runnable next) {
        channel.closeFuture().addListener(closed -> next.run());
    }

    /** A device of the same listener with other line settings. */
    AtTransport transport(@Nullable String device, ListenSettings own) {
        return device == null ? dispatcher.any(own.traits()) : dispatcher.device(device, own.traits());
    }

    /**
     * Stops listening, and ends all connections and all waiting subscribers.
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
