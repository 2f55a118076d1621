package io.atflux.transport;

import io.atflux.error.AtUsageException;
import io.atflux.internal.time.Durations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line's address as a URL: {@code scheme://host:port[/path][?name=value&…]}, IPv6 literals in brackets, or
 * {@code scheme:path[?…]} for a line without a host ({@code serial:/dev/ttyUSB2}).
 */
public final class TransportUrl {

    private final String scheme;
    private final String host;
    private final int port;
    private final String path;
    private final Map<String, String> parameters;

    private TransportUrl(String scheme, String host, int port, String path, Map<String, String> parameters) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.path = path;
        this.parameters = parameters;
    }

    /**
     * Splits a URL into its parts.
     *
     * @throws AtUsageException names the part that does not parse
     */
    public static TransportUrl parse(String url) {
        int colon = url.indexOf(':');
        if (colon < 1 || !url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            throw bad(url, "it has no scheme: tcp://host:port");
        }
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = url.substring(colon + 1);
        if (rest.startsWith("//") && rest.indexOf('@') >= 0) {
            // Checked first, and without the URL in the message: every other message repeats it.
            throw bad("the URL", "user names and passwords have no meaning in it");
        }
        if (rest.indexOf('#') >= 0) {
            throw bad(url, "a '#' has no meaning here");
        }
        int question = rest.indexOf('?');
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(url, rest.substring(question + 1));
        String place = question < 0 ? rest : rest.substring(0, question);
        if (!place.startsWith("//")) {
            return new TransportUrl(scheme, "", 0, decode(url, place), parameters);
        }
        int slash = place.indexOf('/', 2);
        String authority = slash < 0 ? place.substring(2) : place.substring(2, slash);
        int end = hostEnd(url, authority);
        return new TransportUrl(
                scheme,
                unbracketed(authority.substring(0, end)),
                port(url, authority.substring(end)),
                slash < 0 ? "" : decode(url, place.substring(slash)),
                parameters);
    }

    /** The scheme, in lower case. */
    public String scheme() {
        return scheme;
    }

    /** The host without brackets, empty if the URL has none. */
    public String host() {
        return host;
    }

    /** The port, 1 to 65535, 0 if the URL has none. */
    public int port() {
        return port;
    }

    /** The path, percent-decoded, empty if the URL has none. */
    public String path() {
        return path;
    }

    /** The parameters, percent-decoded, in their order; unmodifiable. */
    public Map<String, String> parameters() {
        return parameters;
    }

    private static int hostEnd(String url, String authority) {
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            if (close < 0) {
                throw bad(url, "the ']' after the IPv6 address is missing");
            }
            return close + 1;
        }
        int colon = authority.indexOf(':');
        if (colon != authority.lastIndexOf(':')) {
            throw bad(url, "an IPv6 address stands in brackets: [::1]:7001");
        }
        return colon < 0 ? authority.length() : colon;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String url, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches(":\\d{1,5}")) {
            throw bad(url, "'" + text.substring(1) + "' is no port, 1 to 65535");
        }
        int port = Integer.parseInt(text.substring(1));
        if (port < 1 || port > 65_535) {
            throw bad(url, "port " + port + " is not within 1 to 65535");
        }
        return port;
    }

    private static Map<String, String> parameters(String url, String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw bad(url, "'" + part + "' is no name=value");
            }
            String name = decode(url, part.substring(0, equals));
            if (all.put(name, decode(url, part.substring(equals + 1))) != null) {
                throw bad(url, "'" + name + "' stands in it twice");
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static String decode(String url, String text) {
        try {
            // A plus sign stands for itself: this is not an HTML form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notHex) {
            throw bad(url, "a '%' in it is not followed by two hexadecimal digits");
        }
    }

    private static AtUsageException bad(String url, String why) {
        return new AtUsageException(AtUsageException.Reason.URL, url + " does not parse: " + why, null);
    }

    /** The URL parses, but its value is not valid for the scheme. */
    private AtUsageException wrong(String why) {
        return new AtUsageException(AtUsageException.Reason.URL, shown() + ": " + why, null);
    }

    /**
     * Requires host and port, with nothing after them but parameters.
     *
     * @throws AtUsageException names the missing part
     */
    public TransportUrl requireHostAndPort() {
        if (host.isBlank()) {
            throw wrong("the host is missing: " + scheme + "://host:port");
        }
        if (port == 0) {
            throw wrong("the port is missing: " + scheme + "://host:port");
        }
        if (!path.isEmpty() && !path.equals("/")) {
            throw wrong("'" + path + "' after the port has no meaning");
        }
        return this;
    }

    /**
     * Refuses parameters unknown to the scheme: a misspelt limit must not pass as the default.
     *
     * @throws AtUsageException names the first unknown parameter, and the known ones
     */
    public TransportUrl allowParameters(String... names) {
        List<String> known = List.of(names);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw wrong("unknown parameter '" + name + "' (" + scheme + " knows " + String.join(", ", known) + ")");
            }
        }
        return this;
    }

    /** A parameter's text, or the given default. */
    public String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    /**
     * A parameter as a duration, or the given default.
     *
     * @throws AtUsageException names the parameter
     */
    public Duration duration(String name, Duration otherwise) {
        String value = parameters.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Durations.parse(value);
        } catch (AtUsageException e) {
            throw wrong("option " + name + ": " + e.getMessage());
        }
    }

    /**
     * A parameter as a number within bounds, or the given default.
     *
     * @throws AtUsageException names the parameter and the bounds
     */
    public int number(String name, int least, int most, int otherwise) {
        String value = parameters.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong("option " + name + ": '" + value + "' is not within " + least + " to " + most);
    }

    /**
     * A parameter that is {@code on} or {@code off}, or the given default.
     *
     * @throws AtUsageException names the parameter
     */
    public boolean isOn(String name, boolean otherwise) {
        String value = text(name, otherwise ? "on" : "off");
        if (!value.equals("on") && !value.equals("off")) {
            throw wrong("option " + name + ": '" + value + "' is neither on nor off");
        }
        return value.equals("on");
    }

    /**
     * A parameter as one of an enum's constants, written in lower case and with hyphens, or the given default.
     *
     * @throws AtUsageException names the parameter and all the constants
     */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        String value = text(name, written(otherwise));
        List<E> all = List.of(otherwise.getDeclaringClass().getEnumConstants());
        return all.stream()
                .filter(one -> written(one).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("option " + name + ": '" + value + "' is none of "
                        + all.stream().map(TransportUrl::written).collect(Collectors.joining(", "))));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Without parameters, which may hold secrets in a later release. */
    private String shown() {
        String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + ":" + (host.isEmpty() && port == 0 ? "" : "//" + shownHost) + (port == 0 ? "" : ":" + port)
                + path;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransportUrl url
                && scheme.equals(url.scheme)
                && host.equals(url.host)
                && port == url.port
                && path.equals(url.path)
                && parameters.equals(url.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, port, path, parameters);
    }

    @Override
    public String toString() {
        return shown();
    }
}
