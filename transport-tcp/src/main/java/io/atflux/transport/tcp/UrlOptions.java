package io.atflux.transport.tcp;

import io.atflux.error.AtUsageException;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.tcp.internal.UrlFiles;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Turns URLs into transports. */
final class UrlOptions {

    /**
     * {@code keep-alive=off} disables probes; otherwise the value is the silence after which probing starts
     * ({@link KeepAlive#after}).
     */
    private static final List<String> COMMON =
            List.of("connect-timeout", "write-timeout", "keep-alive", "latency", "proxy");

    private static final List<String> BAUD = List.of("baud");

    private static final List<String> TLS = List.of("ca", "fingerprint", "verify", "cert", "key", "server-name");

    private static final List<String> COM_PORT =
            List.of("baud", "data-bits", "parity", "stop-bits", "flow", "dtr", "rts");

    private static final List<String> COM_PORT_TLS =
            Stream.concat(COM_PORT.stream(), TLS.stream()).toList();

    private static final List<String> BAUD_TLS =
            Stream.concat(BAUD.stream(), TLS.stream()).toList();

    private UrlOptions() {}

    /** @throws AtUsageException for another scheme, and for a part that is missing, unknown or out of range */
    static TcpTransport transport(TransportUrl url) {
        return switch (url.scheme()) {
            case "tcp" -> create(url, TcpTransport::to, UrlOptions::baud, BAUD);
            case "tls" -> create(url, TcpTransport::tls, inTls(UrlOptions::baud), BAUD_TLS);
            case "telnet" -> create(url, TcpTransport::telnet, UrlOptions::baud, BAUD);
            case "rfc2217" -> create(url, TcpTransport::rfc2217, UrlOptions::comPort, COM_PORT);
            case "rfc2217+tls" -> create(url, TcpTransport::rfc2217, inTls(UrlOptions::comPort), COM_PORT_TLS);
            default ->
                throw new AtUsageException(
                        AtUsageException.Reason.URL, url + ": " + url.scheme() + " is no line over TCP", null);
        };
    }

    private static BiFunction<TransportUrl, TcpTransport, TcpTransport> inTls(
            BiFunction<TransportUrl, TcpTransport, TcpTransport> plain) {
        return (url, transport) -> plain.apply(url, transport).tls(tls(url));
    }

    /**
     * A transport from a URL.
     *
     * @param more the further options of this scheme
     * @param names the names of its parameters
     */
    private static TcpTransport create(
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

    /** Users and passwords are set by the builder, because URLs are shown and logged. */
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

    /** The speed of the line behind a server whose port cannot be set. */
    private static TcpTransport baud(TransportUrl url, TcpTransport transport) {
        return transport.baudRate(url.number("baud", 1, 10_000_000, 0));
    }

    /** The settings requested for a server's port. */
    private static TcpTransport comPort(TransportUrl url, TcpTransport transport) {
        ComPortSettings settings = ComPortSettings.builder()
                .dataBits(url.number("data-bits", 5, 8, 8))
                .parity(url.choice("parity", Parity.NONE))
                .stopBits(url.number("stop-bits", 1, 2, 1))
                .flowControl(url.choice("flow", FlowControl.NONE))
                .dtr(url.isOn("dtr", true))
                .rts(url.isOn("rts", true))
                .build();
        return transport
                .baudRate(url.number("baud", 1, 10_000_000, transport.baudRate()))
                .comPort(settings);
    }

    private static TlsSettings tls(TransportUrl url) {
        Map<String, String> given = url.parameters();
        if (Stream.of("ca", "fingerprint", "verify").filter(given::containsKey).count() > 1) {
            throw new IllegalArgumentException("ca, fingerprint and verify exclude each other");
        }
        TlsSettings settings = TlsSettings.defaults();
        if (given.containsKey("ca")) {
            settings = settings.trust(UrlFiles.file(url, "ca"));
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
            settings = settings.clientCertificate(UrlFiles.file(url, "cert"), UrlFiles.file(url, "key"));
        }
        return given.containsKey("server-name") ? settings.serverName(url.text("server-name", "")) : settings;
    }
}
