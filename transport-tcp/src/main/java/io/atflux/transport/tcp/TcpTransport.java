package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * TCP to a serial server: a ser2net port, a device server, a cellular router's serial port; raw or in TLS. Immutable: every
 * setter returns a changed copy.
 *
 * <p>{@code TCP_NODELAY} is always on: commands are short and wait for their answers.
 */
public final class TcpTransport implements AtTransport {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final KeepAlive KEEP_ALIVE = KeepAlive.after(Duration.ofSeconds(30));

    private final String host;
    private final int port;
    private final Options options;

    private TcpTransport(String host, int port, Options options) {
        this.host = host;
        this.port = port;
        this.options = options;
    }

    /**
     * A serial server by name or address.
     *
     * @param host a name, an IPv4 or an IPv6 address, the latter with or without brackets
     * @param port 1 to 65535
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static TcpTransport to(String host, int port) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (bare.isBlank()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
        }
        return new TcpTransport(bare, port, new Options());
    }

    /**
     * A serial server behind TLS, verified as {@link TlsSettings#defaults()} says.
     *
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static TcpTransport tls(String host, int port) {
        return to(host, port).tls(TlsSettings.defaults());
    }

    /** TLS with settings of one's own, below whatever else is spoken. */
    public TcpTransport tls(TlsSettings settings) {
        return with(o -> o.tls = settings);
    }

    /** Name look-up, all attempts and TLS handshakes together; several addresses share what is left evenly. Default 10 s; 1 ms or more. */
    public TcpTransport connectTimeout(Duration limit) {
        if (limit.toMillis() < 1 || limit.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("connect time-out " + limit + " is not within 1 ms to 24 days");
        }
        return with(o -> o.connectTimeout = limit);
    }

    /** When a silent peer counts as lost. Default: probed after 30 s, lost after 60 s. */
    public TcpTransport keepAlive(KeepAlive times) {
        return with(o -> o.keepAlive = times);
    }

    /** Never probes a silent peer: for lines on which every byte costs. */
    public TcpTransport withoutKeepAlive() {
        return with(o -> o.keepAlive = null);
    }

    /** What the way to the modem adds to every answer at the worst: seconds, behind a cellular router. Default 0. */
    public TcpTransport latencyAllowance(Duration allowance) {
        if (allowance.isNegative()) {
            throw new IllegalArgumentException("latency allowance " + allowance + " is negative");
        }
        return with(o -> o.latencyAllowance = allowance);
    }

    /** The speed of the serial line behind the server, bits per second; 0, the default, where it does not matter. */
    public TcpTransport baudRate(int bitsPerSecond) {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("baud rate " + bitsPerSecond + " is negative");
        }
        return with(o -> o.baudRate = bitsPerSecond);
    }

    /**
     * Runs on these threads instead of the shared ones ({@link TcpLoops}); who made the group shuts it down. Its threads
     * should implement {@link reactor.core.scheduler.NonBlocking}, so that blocking in a signal fails instead of hanging.
     *
     * @throws IllegalArgumentException for a group that is neither of NIO nor of epoll
     */
    public TcpTransport group(EventLoopGroup loops) {
        SocketKind.of(loops);
        return with(o -> o.group = loops);
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return new ConnectMono(this, handler);
    }

    @Override
    public Duration latencyAllowance() {
        return options.latencyAllowance;
    }

    @Override
    public int baudRate() {
        return options.baudRate;
    }

    @Override
    public String describe() {
        return (options.tls == null ? "tcp" : "tls") + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                + port;
    }

    @Override
    public String toString() {
        return describe();
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Duration connectTimeout() {
        return options.connectTimeout;
    }

    @Nullable
    KeepAlive keepAlive() {
        return options.keepAlive;
    }

    @Nullable
    TlsSettings tls() {
        return options.tls;
    }

    /** The user's threads, or the shared ones, which start now if they do not run yet. */
    EventLoopGroup loops() {
        EventLoopGroup own = options.group;
        return own == null ? TcpLoops.shared() : own;
    }

    private TcpTransport with(Consumer<Options> change) {
        Options changed = options.copy();
        change.accept(changed);
        return new TcpTransport(host, port, changed);
    }

    /** Never changed once a transport has it. */
    private static final class Options {
        Duration connectTimeout = CONNECT_TIMEOUT;

        @Nullable
        KeepAlive keepAlive = KEEP_ALIVE;

        Duration latencyAllowance = Duration.ZERO;
        int baudRate;

        @Nullable
        EventLoopGroup group;

        @Nullable
        TlsSettings tls;

        Options copy() {
            Options copy = new Options();
            copy.connectTimeout = connectTimeout;
            copy.keepAlive = keepAlive;
            copy.latencyAllowance = latencyAllowance;
            copy.baudRate = baudRate;
            copy.group = group;
            copy.tls = tls;
            return copy;
        }
    }
}
