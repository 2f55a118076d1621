package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.tcp.internal.SocketKind;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.atflux.transport.tcp.internal.telnet.TelnetSettings;
import io.atflux.transport.tcp.rfc2217.ComPort;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * TCP to a serial server: a ser2net port, a device server, a cellular router's serial port; raw, telnet or RFC 2217, each also
 * over TLS. Immutable: every setter returns a changed copy.
 *
 * <p>{@code TCP_NODELAY} is always on: commands are short and wait for their answers.
 */
public final class TcpTransport implements AtTransport {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
    private static final KeepAlive KEEP_ALIVE = KeepAlive.defaults();

    private static final Duration ANSWERS = Duration.ofSeconds(3);
    private static final int BAUD_RATE = 115_200;

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
     * A serial server over TLS, verified as {@link TlsSettings#defaults()} says.
     *
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static TcpTransport tls(String host, int port) {
        return to(host, port).tls(TlsSettings.defaults());
    }

    /**
     * A telnet server (RFC 854), binary if it agrees; the settings of its serial port are not changed.
     *
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static TcpTransport telnet(String host, int port) {
        return to(host, port).with(o -> o.telnet = true);
    }

    /**
     * A server whose serial port this client sets: telnet with RFC 2217, 115200 baud and {@link ComPortSettings#defaults()}
     * unless set otherwise. Connecting succeeds when the server has answered all requests. A server that grants other values,
     * refuses, or leaves a request unanswered for 3 s plus {@link #latencyAllowance}, is used with its own settings, and a
     * warning is logged.
     *
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public static TcpTransport rfc2217(String host, int port) {
        return telnet(host, port).with(o -> {
            o.comPort = ComPortSettings.defaults();
            o.baudRate = BAUD_RATE;
        });
    }

    /**
     * The line for a URL; values that a URL cannot hold, such as passwords, can be set afterwards.
     *
     * <p>The schemes are {@code tcp}, {@code tls}, {@code telnet}, {@code rfc2217} and {@code rfc2217+tls}, each with
     * {@code ://host:port[?…]}. All have the parameters {@code connect-timeout}, {@code write-timeout}, {@code keep-alive} (the
     * silence after which probing starts, or {@code off}), {@code latency}, {@code proxy} and {@code baud}. TLS adds
     * {@code ca=FILE} (PEM of the trusted authorities), {@code fingerprint=SHA-256} (of the one trusted certificate),
     * {@code verify=off}, {@code cert=FILE} and {@code key=FILE} (PEM, the client's), and {@code server-name=NAME}. RFC 2217 adds
     * {@code data-bits}, {@code parity} (none, odd, even, mark or space), {@code stop-bits}, {@code flow} (none, rts-cts or
     * xon-xoff), {@code dtr} and {@code rts} (on or off).
     *
     * @throws io.atflux.error.AtUsageException for another scheme, and for a part that is missing, unknown or out of range
     */
    public static TcpTransport of(TransportUrl url) {
        return UrlOptions.transport(url);
    }

    /**
     * The settings requested for the server's port, in addition to {@link #baudRate}.
     *
     * @throws IllegalStateException for a line without RFC 2217
     */
    public TcpTransport comPort(ComPortSettings settings) {
        requireComPort();
        return with(o -> o.comPort = settings);
    }

    /**
     * Sets the listener for the server's port. It is called at each connection to a server with RFC 2217, on its event loop and
     * before connecting succeeds. It can subscribe to the port's events, and change the port while the line is open.
     *
     * @throws IllegalStateException for a line without RFC 2217
     */
    public TcpTransport onComPort(Consumer<ComPort> listener) {
        requireComPort();
        return with(o -> o.onComPort = listener);
    }

    private void requireComPort() {
        if (options.comPort == null) {
            throw new IllegalStateException(describe() + " has no serial port that can be set: see rfc2217");
        }
    }

    /** Connects through a proxy, below all other protocols of the line. */
    public TcpTransport proxy(ProxySettings settings) {
        return with(o -> o.proxy = settings);
    }

    /** Uses TLS with these settings, below telnet. */
    public TcpTransport tls(TlsSettings settings) {
        return with(o -> o.tls = settings);
    }

    /**
     * The time limit for name look-up, TLS files, all attempts, and TLS handshakes together; several addresses share the rest
     * evenly. The telnet negotiation follows and has a separate limit of 3 s plus {@link #latencyAllowance}. Default 10 s; 1 ms
     * or more.
     */
    public TcpTransport connectTimeout(Duration limit) {
        return with(o -> o.connectTimeout = limited("connect time-out", limit));
    }

    /**
     * The longest time for which the peer may accept no bytes. After it the line is closed, because nothing else ends a write.
     * Detected within a quarter of the limit. Default 10 s; 1 ms or more.
     */
    public TcpTransport writeTimeout(Duration limit) {
        return with(o -> o.writeTimeout = limited("write time-out", limit));
    }

    private static Duration limited(String name, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(name + " " + limit + " is not within 1 ms to 24 days");
        }
        return limit;
    }

    /** Sets when a silent peer counts as lost. Default: probed after 30 s, lost after 60 s. */
    public TcpTransport keepAlive(KeepAlive times) {
        return with(o -> o.keepAlive = times);
    }

    /** Never probes a silent peer: for lines with a charge for every byte. */
    public TcpTransport withoutKeepAlive() {
        return with(o -> o.keepAlive = null);
    }

    /**
     * The delay that the path to the modem adds to an answer in the worst case: seconds, behind a cellular router. Default 0; 1
     * day at most.
     */
    public TcpTransport latencyAllowance(Duration allowance) {
        if (allowance.isNegative() || allowance.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("latency allowance " + allowance + " is not within 0 to 1 day");
        }
        return with(o -> o.latencyAllowance = allowance);
    }

    /**
     * The speed of the serial line behind the server, bits per second; 0, the default, if it does not matter. With RFC 2217 the
     * server's port is set to it, and the default is 115200.
     */
    public TcpTransport baudRate(int bitsPerSecond) {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("baud rate " + bitsPerSecond + " is negative");
        }
        if (bitsPerSecond == 0 && options.comPort != null) {
            throw new IllegalArgumentException("the server must be told a baud rate");
        }
        return with(o -> o.baudRate = bitsPerSecond);
    }

    /**
     * Runs on these threads instead of the shared ones ({@link TcpLoops}); the creator of the group shuts it down. Its threads
     * should implement {@link reactor.core.scheduler.NonBlocking}, so that blocking in a signal fails instead of hanging.
     *
     * @throws IllegalArgumentException for a group of neither NIO nor epoll
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
        return scheme() + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private String scheme() {
        if (!options.telnet) {
            return options.tls == null ? "tcp" : "tls";
        }
        return (options.comPort == null ? "telnet" : "rfc2217") + (options.tls == null ? "" : "+tls");
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

    Duration writeTimeout() {
        return options.writeTimeout;
    }

    @Nullable
    KeepAlive keepAlive() {
        return options.keepAlive;
    }

    @Nullable
    TlsSettings tls() {
        return options.tls;
    }

    boolean speaksTelnet() {
        return options.telnet;
    }

    /** The settings of the telnet negotiation. */
    TelnetSettings telnetOptions() {
        Duration limit = ANSWERS.plus(options.latencyAllowance);
        return new TelnetSettings(describe(), options.comPort, options.baudRate, limit, options.onComPort);
    }

    @Nullable
    ProxySettings proxy() {
        return options.proxy;
    }

    @Nullable
    ComPortSettings comPort() {
        return options.comPort;
    }

    /** The user's threads, or the shared ones, which are started if they do not run yet. */
    EventLoopGroup loops() {
        EventLoopGroup own = options.group;
        return own == null ? TcpEventLoops.shared() : own;
    }

    private TcpTransport with(Consumer<Options> change) {
        Options changed = options.copy();
        change.accept(changed);
        return new TcpTransport(host, port, changed);
    }

    /** Never changed after a transport has been created with it. */
    private static final class Options {
        Duration connectTimeout = CONNECT_TIMEOUT;
        Duration writeTimeout = WRITE_TIMEOUT;

        @Nullable
        KeepAlive keepAlive = KEEP_ALIVE;

        Duration latencyAllowance = Duration.ZERO;
        int baudRate;

        @Nullable
        EventLoopGroup group;

        @Nullable
        TlsSettings tls;

        boolean telnet;

        @Nullable
        ProxySettings proxy;

        @Nullable
        ComPortSettings comPort;

        Consumer<ComPort> onComPort = port -> {};

        Options copy() {
            Options copy = new Options();
            copy.connectTimeout = connectTimeout;
            copy.writeTimeout = writeTimeout;
            copy.keepAlive = keepAlive;
            copy.latencyAllowance = latencyAllowance;
            copy.baudRate = baudRate;
            copy.group = group;
            copy.tls = tls;
            copy.telnet = telnet;
            copy.proxy = proxy;
            copy.comPort = comPort;
            copy.onComPort = onComPort;
            return copy;
        }
    }
}
