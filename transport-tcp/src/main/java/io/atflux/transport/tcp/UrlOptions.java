package io.atflux.transport.tcp;

import io.atflux.error.AtUsageException;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.tcp.telnet.ComPortSettings;
import io.atflux.transport.tcp.telnet.FlowControl;
import io.atflux.transport.tcp.telnet.Parity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the URLs of this module have in common. */
final class UrlOptions {

    /** {@code keep-alive=off} probes never, otherwise it is the silence after which probing starts ({@link KeepAlive#after}). */
    static final List<String> COMMON = List.of("connect-timeout", "write-timeout", "keep-alive", "latency", "proxy");

    static final List<String> BAUD = List.of("baud");

    private static final List<String> TLS = List.of("ca", "fingerprint", "verify", "cert", "key", "server-name");

    static final List<String> COM_PORT = List.of("baud", "data-bits", "parity", "stop-bits", "flow", "dtr", "rts");

    static final List<String> COM_PORT_TLS =
            Stream.concat(COM_PORT.stream(), TLS.stream()).toList();

    static final List<String> BAUD_TLS =
            Stream.concat(BAUD.stream(), TLS.stream()).toList();

    private UrlOptions() {}

    /**
     * A transport from a URL.
     *
     * @param more what this scheme has besides
     * @param names of its parameters
     * @throws AtUsageException for what is missing, unknown or out of range
     */
    static TcpTransport create(
            TransportUrl url,
            BiFunction<String, Integer, TcpTransport> base,
            BiFunction<TransportUrl, TcpTransport, TcpTransport> more,
            List<String> names) {
        url.requireHostAndPort()
                .allowParameters(Stream.concat(COMMON.stream(), names.stream()).toArray(String[]::new));
        try {
            return more.apply(url, common(url, base.apply(url.host(), url.port())));
        } catch (IllegalArgumentException outOfRange) {
            throw new AtUsageException(AtUsageException.Reason.URL, url + ": " + outOfRange.getMessage(), null);
        }
    }

    private static TcpTransport common(TransportUrl url, TcpTransport base) {
        TcpTransport transport = base.latencyAllowance(url.duration("latency", Duration.ZERO))
                .connectTimeout(url.duration("connect-timeout", base.connectTimeout()))
                .writeTimeout(url.duration("write-timeout", base.writeTimeout()));
        if (url.parameters().containsKey("proxy")) {
            transport = transport.proxy(proxy(url.text("proxy", "")));
        }
        if (url.text("keep-alive", "").equals("off")) {
            return transport.withoutKeepAlive();
        }
        return url.parameters().containsKey("keep-alive")
                ? transport.keepAlive(KeepAlive.after(url.duration("keep-alive", Duration.ZERO)))
                : transport;
    }

    /** Users and passwords are for the builder: URLs are shown and logged. */
    private static ProxySettings proxy(String text) {
        TransportUrl url = TransportUrl.parse(text).requireHostAndPort().allowParameters();
        return switch (url.scheme()) {
            case "socks5" -> ProxySettings.socks5(url.host(), url.port());
            case "http" -> ProxySettings.http(url.host(), url.port());
            default ->
                throw new IllegalArgumentException(
                        "proxy: '" + url.scheme() + "' is neither socks5 nor http: socks5://host:1080");
        };
    }

    /** The speed of the line behind a server that cannot be told it. */
    static TcpTransport baud(TransportUrl url, TcpTransport transport) {
        return transport.baudRate(url.number("baud", 1, 10_000_000, 0));
    }

    /** What a server is told of its port. */
    static TcpTransport comPort(TransportUrl url, TcpTransport transport) {
        ComPortSettings settings = ComPortSettings.defaults()
                .framing(
                        url.number("data-bits", 5, 8, 8),
                        url.choice("parity", Parity.NONE),
                        url.number("stop-bits", 1, 2, 1))
                .flowControl(url.choice("flow", FlowControl.NONE))
                .signals(url.isOn("dtr", true), url.isOn("rts", true));
        return transport
                .baudRate(url.number("baud", 1, 10_000_000, transport.baudRate()))
                .comPort(settings);
    }

    static TlsSettings tls(TransportUrl url) {
        Map<String, String> given = url.parameters();
        if (Stream.of("ca", "fingerprint", "verify").filter(given::containsKey).count() > 1) {
            throw new IllegalArgumentException("ca, fingerprint and verify exclude each other");
        }
        TlsSettings settings = TlsSettings.defaults();
        if (given.containsKey("ca")) {
            settings = settings.trust(file(url, "ca"));
        }
        if (given.containsKey("fingerprint")) {
            settings = settings.fingerprint(url.text("fingerprint", ""));
        }
        if (given.containsKey("verify")) {
            if (!url.text("verify", "").equals("off")) {
                throw new IllegalArgumentException("verify can only be off; it is on without it");
            }
            settings = settings.withoutVerification();
        }
        if (given.containsKey("cert") != given.containsKey("key")) {
            throw new IllegalArgumentException("cert and key are given together");
        }
        if (given.containsKey("cert")) {
            settings = settings.clientCertificate(file(url, "cert"), file(url, "key"));
        }
        return given.containsKey("server-name") ? settings.serverName(url.text("server-name", "")) : settings;
    }

    /** What no file system takes as a path is an IllegalArgumentException too. */
    static Path file(TransportUrl url, String name) {
        String path = url.text(name, "");
        if (path.isBlank()) {
            throw new IllegalArgumentException(name + " names no file");
        }
        return Path.of(path);
    }
}
