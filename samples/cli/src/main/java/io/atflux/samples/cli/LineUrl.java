package io.atflux.samples.cli;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the URL of a line, and suggests the intended URL if the text is none. */
public final class LineUrl {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:(?!serial:)[\\w.-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}(?:\\?.*)?");
    private static final Pattern SERIAL_NAME = Pattern.compile("(?:tty|cu\\.)[\\w.-]+(?:\\?.*)?");
    private static final Pattern COM = Pattern.compile("(?i)com\\d{1,3}(?:\\?.*)?");

    private LineUrl() {}

    /**
     * The line of a URL.
     *
     * @throws AtUsageException says what is wrong with the URL
     */
    public static AtTransport of(String url) {
        return of(url, List.of());
    }

    /**
     * The same if other arguments follow, one of which may be the URL.
     *
     * @throws AtUsageException says what is wrong with the URL
     */
    public static AtTransport of(String url, List<String> others) {
        String meant = meant(url);
        if (meant != null) {
            throw wrong("'" + url + "' is no URL of a line; did you mean " + meant + " ?");
        }
        if (isCommand(url)) {
            throw wrong("'" + url + "' is a command; the URL of the line comes first" + swapped(url, others));
        }
        if (!SCHEME.matcher(url).matches()) {
            throw wrong("'" + url + "' is no URL of a line, such as serial:/dev/ttyUSB2 or tcp://10.0.0.7:7001");
        }
        return AtTransports.of(url);
    }

    /** The URL that the plain name of a port or a server probably means; null if there is none. */
    private static @Nullable String meant(String url) {
        if (HOST_AND_PORT.matcher(url).matches()) {
            return "tcp://" + url;
        }
        if (url.startsWith("/dev/") || COM.matcher(url).matches()) {
            return "serial:" + url;
        }
        return SERIAL_NAME.matcher(url).matches() ? "serial:/dev/" + url : null;
    }

    private static boolean isCommand(String text) {
        return text.regionMatches(true, 0, "AT", 0, 2) && !SCHEME.matcher(text).matches();
    }

    private static String swapped(String command, List<String> others) {
        for (String other : others) {
            if (SCHEME.matcher(other).matches()) {
                return ": " + other + " " + quoted(command);
            }
        }
        return "";
    }

    private static String quoted(String command) {
        return command.matches("[\\w+?=,.-]+") ? command : "'" + command + "'";
    }

    private static AtUsageException wrong(String message) {
        return new AtUsageException(AtUsageException.Reason.URL, message, null);
    }
}
