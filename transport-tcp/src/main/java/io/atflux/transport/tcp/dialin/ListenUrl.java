package io.atflux.transport.tcp.dialin;

import io.atflux.error.AtUsageException;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.tcp.KeepAlive;
import io.atflux.transport.tcp.internal.UrlFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns {@code listen:} URLs into settings. */
final class ListenUrl {

    /** The options that each session may set separately. */
    private static final List<String> OWN = List.of("device", "connect-timeout", "latency", "baud");

    /** The options that all sessions on a port share. */
    private static final List<String> SHARED = List.of(
            "registration",
            "registration-limit",
            "registration-timeout",
            "allow",
            "heartbeat",
            "heartbeat-anywhere",
            "per-address",
            "connections",
            "devices",
            "hold",
            "replace",
            "replace-answer",
            "replacements",
            "linger",
            "keep-alive",
            "write-timeout",
            "cert",
            "key",
            "ca");

    static final List<String> NAMES = names();

    private static final Duration LINGER = Duration.ofSeconds(60);

    private ListenUrl() {}

    private static List<String> names() {
        List<String> all = new ArrayList<>(OWN);
        all.addAll(SHARED);
        return List.copyOf(all);
    }

    /** @throws AtUsageException for a part that is missing, unknown or out of range */
    static ListenTransport transport(TransportUrl url) {
        if (!url.scheme().equals("listen")) {
            throw new AtUsageException(
                    AtUsageException.Reason.URL, url + ": " + url.scheme() + " is not listened for", null);
        }
        url.requireHostAndPort().allowParameters(NAMES.toArray(String[]::new));
        try {
            ListenSettings settings = times(url, limits(url, tls(url, TcpListener.on(url.host(), url.port()))));
            if (url.parameters().containsKey("registration")) {
                settings = settings.registration(registration(url.text("registration", "")));
            }
            settings.requireConsistent();
            Map<String, String> shared = new TreeMap<>(url.parameters());
            shared.keySet().removeAll(OWN);
            return new ListenTransport(settings, url.parameters().get("device"), shared);
        } catch (IllegalArgumentException outOfRange) {
            throw new AtUsageException(AtUsageException.Reason.URL, url + ": " + outOfRange.getMessage(), null);
        }
    }

    private static ListenSettings limits(TransportUrl url, ListenSettings base) {
        ListenSettings settings = base.registrationLimit(url.number("registration-limit", 1, 4_096, 1_024))
                .maxPerAddress(url.number("per-address", 1, 1_000_000, 100))
                .maxConnections(url.number("connections", 1, 1_000_000, 1_000))
                .maxDevices(url.number("devices", 1, 1_000_000, 10_000))
                .baudRate(url.number("baud", 1, 10_000_000, 0));
        settings = settings.replacement(replacement(url));
        if (url.parameters().containsKey("allow")) {
            settings = settings.allow(List.of(url.text("allow", "").split(",")));
        }
        if (url.parameters().containsKey("heartbeat")) {
            Heartbeat heartbeat = heartbeat(url.text("heartbeat", ""));
            return settings.heartbeat(url.isOn("heartbeat-anywhere", false) ? heartbeat.anywhere() : heartbeat);
        }
        if (url.parameters().containsKey("heartbeat-anywhere")) {
            throw new IllegalArgumentException("heartbeat-anywhere needs a heartbeat");
        }
        return settings;
    }

    private static ReplacementPolicy replacement(TransportUrl url) {
        ReplacementPolicy policy =
                switch (url.choice("replace", ReplacementPolicy.Rule.NEWEST)) {
                    case NEWEST -> ReplacementPolicy.newest();
                    case ALIVE_FIRST -> ReplacementPolicy.aliveFirst();
                    case SAME_ADDRESS -> ReplacementPolicy.sameAddress();
                };
        if (url.parameters().containsKey("replace-answer")) {
            if (!url.text("replace", "").equals("alive-first")) {
                throw new IllegalArgumentException("replace-answer needs replace=alive-first");
            }
            policy = policy.answerWithin(url.duration("replace-answer", Duration.ZERO));
        }
        return policy.mostPerMinute(url.number("replacements", 1, 1_000, 10));
    }

    private static ListenSettings times(TransportUrl url, ListenSettings base) {
        ListenSettings settings = base.latencyAllowance(url.duration("latency", Duration.ZERO))
                .registrationTimeout(url.duration("registration-timeout", Duration.ofSeconds(30)))
                .writeTimeout(url.duration("write-timeout", base.writeTimeout()))
                .holdFor(url.duration("hold", Duration.ofMinutes(5)))
                .linger(url.duration("linger", LINGER));
        if (url.text("connect-timeout", "").equals("off")) {
            settings = settings.withoutConnectTimeout();
        } else {
            settings = settings.connectTimeout(url.duration("connect-timeout", Duration.ofMinutes(5)));
        }
        if (url.text("keep-alive", "").equals("off")) {
            return settings.withoutKeepAlive();
        }
        return url.parameters().containsKey("keep-alive")
                ? settings.keepAlive(KeepAlive.after(url.duration("keep-alive", Duration.ZERO)))
                : settings;
    }

    private static ListenSettings tls(TransportUrl url, ListenSettings settings) {
        Map<String, String> given = url.parameters();
        if (given.containsKey("cert") != given.containsKey("key")) {
            throw new IllegalArgumentException("cert and key are given together");
        }
        if (!given.containsKey("cert")) {
            if (given.containsKey("ca")) {
                throw new IllegalArgumentException("ca needs cert and key: without them there is no TLS");
            }
            return settings;
        }
        ListenTls tls = ListenTls.of(UrlFiles.file(url, "cert"), UrlFiles.file(url, "key"));
        return settings.tls(given.containsKey("ca") ? tls.requireClients(UrlFiles.file(url, "ca")) : tls);
    }

    private static DeviceRegistration registration(String text) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        return switch (colon < 0 ? text : text.substring(0, colon)) {
            case "peer" -> DeviceRegistration.peerAddress();
            case "certificate" -> DeviceRegistration.certificate();
            case "text" -> DeviceRegistration.text(rest);
            case "hex" -> DeviceRegistration.binary(rest);
            case "regex" -> DeviceRegistration.regex(pattern(rest));
            default ->
                throw new IllegalArgumentException(
                        "registration is peer, certificate, text:…, regex:… or hex:…, not '" + text + "'");
        };
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException bad) {
            throw new IllegalArgumentException(
                    "registration: '" + regex + "' is no regular expression: " + bad.getDescription(), bad);
        }
    }

    private static Heartbeat heartbeat(String text) {
        if (text.startsWith("text:")) {
            return Heartbeat.text(text.substring(5));
        }
        if (text.startsWith("hex:")) {
            return Heartbeat.hex(text.substring(4));
        }
        throw new IllegalArgumentException("heartbeat is text:… or hex:…, not '" + text + "'");
    }
}
