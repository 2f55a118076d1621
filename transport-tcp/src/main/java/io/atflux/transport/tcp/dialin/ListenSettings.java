package io.atflux.transport.tcp.dialin;

import io.atflux.transport.tcp.KeepAlive;
import io.atflux.transport.tcp.TcpLoops;
import io.atflux.transport.tcp.internal.SocketKind;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The address of a listener for serial servers that dial in, and its settings. Immutable: every setter returns a changed copy. */
public final class ListenSettings {

    private static final Duration LONGEST = Duration.ofDays(24);

    private final String host;
    private final int port;
    private final Options options;

    private ListenSettings(String host, int port, Options options) {
        this.host = host;
        this.port = port;
        this.options = options;
    }

    static ListenSettings on(String host, int port) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the address to listen on is empty: 0.0.0.0 is every IPv4 address");
        }
        within("port", port, 0, 65_535);
        return new ListenSettings(host, port, new Options());
    }

    /**
     * Opens the listener, for each subscriber.
     *
     * @return succeeds when it listens; errors with {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT, if the port
     *     is in use, the address is none of this machine, or a certificate cannot be read
     * @throws IllegalArgumentException if ids are to come from certificates but none are requested
     */
    public Mono<TcpListener> bind() {
        requireConsistent();
        return Binding.of(this);
    }

    void requireConsistent() {
        ListenTls tls = options.tls;
        if (options.registration.needsCertificate() && (tls == null || tls.clients() == null)) {
            throw new IllegalArgumentException("device ids cannot come from certificates if none are verified");
        }
    }

    /** Sets how a device identifies itself. Default: {@link DeviceRegistration#peerAddress}. */
    public ListenSettings registration(DeviceRegistration registration) {
        return with(o -> o.registration = registration);
    }

    /** The longest registration packet, bytes. Default 1,024; 1 to 4,096. */
    public ListenSettings registrationLimit(int bytes) {
        within("registration limit", bytes, 1, 4_096);
        return with(o -> o.registrationLimit = bytes);
    }

    /** A connection that has not registered within this time, including a TLS handshake, is closed. Default 30 s; 1 ms to 24 days. */
    public ListenSettings registrationTimeout(Duration limit) {
        within("registration time-out", limit);
        return with(o -> o.registrationTimeout = limit);
    }

    /**
     * Only these ids may register. Default: any.
     *
     * @throws IllegalArgumentException for text that cannot be an id
     */
    public ListenSettings allow(Collection<String> ids) {
        ids.forEach(DeviceRegistration::requireId);
        Set<String> all = Set.copyOf(ids);
        return with(o -> o.allowed = all);
    }

    /**
     * The number of open connections allowed from one address. Default 100; 1 to 1,000,000. A mobile network may use one address
     * for all.
     */
    public ListenSettings maxPerAddress(int connections) {
        within("connections per address", connections, 1, 1_000_000);
        return with(o -> o.perAddress = connections);
    }

    /** The number of open connections allowed in total. Default 1,000; 1 to 1,000,000. Each waiting one holds about 16 KiB at most. */
    public ListenSettings maxConnections(int connections) {
        within("connections", connections, 1, 1_000_000);
        return with(o -> o.connections = connections);
    }

    /** A registered connection that no session takes within this time is closed. Default 5 minutes; 1 ms to 24 days. */
    public ListenSettings holdFor(Duration limit) {
        within("hold time", limit);
        return with(o -> o.holdFor = limit);
    }

    /** The number of devices that are remembered, in addition to those in use. Default 10,000; 1 to 1,000,000. */
    public ListenSettings maxDevices(int ids) {
        within("devices", ids, 1, 1_000_000);
        return with(o -> o.devices = ids);
    }

    /** The policy for a second connection with the id of an open one. Default: {@link ReplacementPolicy#newest}. */
    public ListenSettings replacement(ReplacementPolicy policy) {
        return with(o -> o.replacement = policy);
    }

    /** Packets of the serial servers that are not output of the modem, and are removed. Default: none. */
    public ListenSettings heartbeat(Heartbeat packet) {
        return with(o -> o.heartbeat = packet);
    }

    /** Uses TLS for connections. Default: no TLS. */
    public ListenSettings tls(ListenTls settings) {
        return with(o -> o.tls = settings);
    }

    /** Sets when a silent peer counts as lost. Default: probed after 30 s, lost after 60 s. */
    public ListenSettings keepAlive(KeepAlive times) {
        return with(o -> o.keepAlive = times);
    }

    /** Never probes a silent peer: for lines with a charge for every byte. */
    public ListenSettings withoutKeepAlive() {
        return with(o -> o.keepAlive = null);
    }

    /** A line whose peer accepts no bytes for this time is lost. Default 10 s; 1 ms to 24 days. */
    public ListenSettings writeTimeout(Duration limit) {
        within("write time-out", limit);
        return with(o -> o.writeTimeout = limit);
    }

    /** The time for which connecting to a device waits for its dial-in. Default 5 minutes; 1 ms to 24 days. */
    public ListenSettings connectTimeout(Duration limit) {
        within("connect time-out", limit);
        return with(o -> o.waitFor = limit);
    }

    /** Connecting to a device waits until it dials in, or the listener is closed. */
    public ListenSettings withoutConnectTimeout() {
        return with(o -> o.waitFor = null);
    }

    /** The delay that the path to the modem adds to an answer in the worst case. Default 0; 1 day at most. */
    public ListenSettings latencyAllowance(Duration allowance) {
        if (allowance.isNegative() || allowance.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("latency allowance " + allowance + " is not within 0 to 1 day");
        }
        return with(o -> o.latency = allowance);
    }

    /** The speed of the serial lines behind the servers, bits per second; 0, the default, if it does not matter. */
    public ListenSettings baudRate(int bitsPerSecond) {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("baud rate " + bitsPerSecond + " is negative");
        }
        return with(o -> o.baudRate = bitsPerSecond);
    }

    /**
     * Runs on these threads instead of the shared ones ({@link TcpLoops}); the creator of the group shuts it down.
     *
     * @throws IllegalArgumentException for a group of neither NIO nor epoll
     */
    public ListenSettings group(EventLoopGroup loops) {
        SocketKind.of(loops);
        return with(o -> o.group = loops);
    }

    /** The listener closes itself after this time without a session and without a waiting subscriber. */
    ListenSettings linger(Duration limit) {
        within("linger", limit);
        return with(o -> o.linger = limit);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    @Nullable
    ListenTls tls() {
        return options.tls;
    }

    @Nullable
    KeepAlive keepAlive() {
        return options.keepAlive;
    }

    Duration writeTimeout() {
        return options.writeTimeout;
    }

    EventLoopGroup loops() {
        EventLoopGroup own = options.group;
        return own == null ? TcpEventLoops.shared() : own;
    }

    LineTraits traits() {
        return new LineTraits(options.latency, options.baudRate, options.waitFor);
    }

    Rules rules(String name) {
        return new Rules(
                name,
                options.registration,
                options.registrationLimit,
                options.registrationTimeout,
                options.allowed,
                options.perAddress,
                options.connections,
                options.holdFor,
                options.devices,
                options.heartbeat,
                options.replacement,
                options.linger);
    }

    /** The URL form, with the requested port or another one. */
    String describe(int boundPort) {
        return "listen://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + boundPort;
    }

    @Override
    public String toString() {
        return describe(port);
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " " + value + " is not within " + least + " to " + most);
        }
    }

    private static void within(String what, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " " + value + " is not within 1 ms to 24 days");
        }
    }

    private ListenSettings with(Consumer<Options> change) {
        Options changed = options.copy();
        change.accept(changed);
        return new ListenSettings(host, port, changed);
    }

    /** Never changed after settings have been created with it. */
    private static final class Options implements Cloneable {
        DeviceRegistration registration = DeviceRegistration.peerAddress();
        int registrationLimit = 1_024;
        Duration registrationTimeout = Duration.ofSeconds(30);

        @Nullable
        Set<String> allowed;

        int perAddress = 100;
        int connections = 1_000;
        Duration holdFor = Duration.ofMinutes(5);
        int devices = 10_000;

        @Nullable
        Heartbeat heartbeat;

        ReplacementPolicy replacement = ReplacementPolicy.newest();

        @Nullable
        ListenTls tls;

        @Nullable
        KeepAlive keepAlive = KeepAlive.defaults();

        @Nullable
        Duration waitFor = Duration.ofMinutes(5);

        Duration writeTimeout = Duration.ofSeconds(10);
        Duration latency = Duration.ZERO;
        int baudRate;

        @Nullable
        EventLoopGroup group;

        @Nullable
        Duration linger;

        Options copy() {
            try {
                return (Options) clone();
            } catch (CloneNotSupportedException never) {
                throw new AssertionError(never);
            }
        }
    }
}
