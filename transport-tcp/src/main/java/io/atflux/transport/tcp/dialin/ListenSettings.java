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

/** Where and how serial servers that dial in are listened for. Immutable: every setter returns a changed copy. */
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
     * @return succeeds when it listens; errors with {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT, where the
     *     port is in use, the address is none of this machine, or a certificate cannot be read
     * @throws IllegalArgumentException where ids are to be those of certificates that are not asked for
     */
    public Mono<TcpListener> bind() {
        requireConsistent();
        return Binding.of(this);
    }

    void requireConsistent() {
        ListenTls tls = options.tls;
        if (options.registration.needsCertificate() && (tls == null || tls.clients() == null)) {
            throw new IllegalArgumentException(
                    "devices cannot be called by their certificates where none are verified");
        }
    }

    /** How a device says who it is. Default: {@link DeviceRegistration#peerAddress}. */
    public ListenSettings registration(DeviceRegistration registration) {
        return with(o -> o.registration = registration);
    }

    /** How many bytes a registration packet has at the most. Default 1,024; 1 to 4,096. */
    public ListenSettings registrationLimit(int bytes) {
        within("registration limit", bytes, 1, 4_096);
        return with(o -> o.registrationLimit = bytes);
    }

    /** A connection that has not registered after this, a TLS handshake included, is closed. Default 30 s; 1 ms to 24 days. */
    public ListenSettings registrationTimeout(Duration limit) {
        within("registration time-out", limit);
        return with(o -> o.registrationTimeout = limit);
    }

    /**
     * Only these ids may register. Default: any.
     *
     * @throws IllegalArgumentException for what can be no id
     */
    public ListenSettings allow(Collection<String> ids) {
        ids.forEach(DeviceRegistration::requireId);
        Set<String> all = Set.copyOf(ids);
        return with(o -> o.allowed = all);
    }

    /** How many connections may be open from one address. Default 100; 1 to 1,000,000. A mobile network may show one for all. */
    public ListenSettings maxPerAddress(int connections) {
        within("connections per address", connections, 1, 1_000_000);
        return with(o -> o.perAddress = connections);
    }

    /** How many connections may be open in all. Default 1,000; 1 to 1,000,000. Each that waits holds 16 KiB or so at the most. */
    public ListenSettings maxConnections(int connections) {
        within("connections", connections, 1, 1_000_000);
        return with(o -> o.connections = connections);
    }

    /** A registered connection that nobody takes is closed after this. Default 5 minutes; 1 ms to 24 days. */
    public ListenSettings holdFor(Duration limit) {
        within("hold time", limit);
        return with(o -> o.holdFor = limit);
    }

    /** How many devices are remembered, besides those in use. Default 10,000; 1 to 1,000,000. */
    public ListenSettings maxDevices(int ids) {
        within("devices", ids, 1, 1_000_000);
        return with(o -> o.devices = ids);
    }

    /** What becomes of a second connection with the id of one that is open. Default: {@link ReplacementPolicy#newest}. */
    public ListenSettings replacement(ReplacementPolicy policy) {
        return with(o -> o.replacement = policy);
    }

    /** Packets of the serial servers that are no words of the modem, and are taken out. Default: none. */
    public ListenSettings heartbeat(Heartbeat packet) {
        return with(o -> o.heartbeat = packet);
    }

    /** Connections are TLS. Default: they are not. */
    public ListenSettings tls(ListenTls settings) {
        return with(o -> o.tls = settings);
    }

    /** When a silent peer counts as lost. Default: probed after 30 s, lost after 60 s. */
    public ListenSettings keepAlive(KeepAlive times) {
        return with(o -> o.keepAlive = times);
    }

    /** Never probes a silent peer: for lines on which every byte costs. */
    public ListenSettings withoutKeepAlive() {
        return with(o -> o.keepAlive = null);
    }

    /** A line whose peer takes no bytes for this long is lost. Default 10 s; 1 ms to 24 days. */
    public ListenSettings writeTimeout(Duration limit) {
        within("write time-out", limit);
        return with(o -> o.writeTimeout = limit);
    }

    /** How long connecting to a device waits for its dial-in. Default 5 minutes; 1 ms to 24 days. */
    public ListenSettings connectTimeout(Duration limit) {
        within("connect time-out", limit);
        return with(o -> o.waitFor = limit);
    }

    /** Connecting to a device waits until it dials in, or the listener is closed. */
    public ListenSettings withoutConnectTimeout() {
        return with(o -> o.waitFor = null);
    }

    /** What the way to the modem adds to every answer at the worst. Default 0; 1 day at most. */
    public ListenSettings latencyAllowance(Duration allowance) {
        if (allowance.isNegative() || allowance.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("latency allowance " + allowance + " is not within 0 to 1 day");
        }
        return with(o -> o.latency = allowance);
    }

    /** The speed of the serial lines behind the servers, bits per second; 0, the default, where it does not matter. */
    public ListenSettings baudRate(int bitsPerSecond) {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("baud rate " + bitsPerSecond + " is negative");
        }
        return with(o -> o.baudRate = bitsPerSecond);
    }

    /**
     * Runs on these threads instead of the shared ones ({@link TcpLoops}); who made the group shuts it down.
     *
     * @throws IllegalArgumentException for a group that is neither of NIO nor of epoll
     */
    public ListenSettings group(EventLoopGroup loops) {
        SocketKind.of(loops);
        return with(o -> o.group = loops);
    }

    /** The listener closes itself after so long without a session and without anybody who waits for one. */
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

    /** As a URL, with the port that was asked for, or another. */
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

    /** Never changed once settings have it. */
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
