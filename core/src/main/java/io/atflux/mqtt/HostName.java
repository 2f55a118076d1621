package io.atflux.mqtt;

import io.atflux.error.AtUsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses text that cannot be a host, before a module tries for minutes to reach it. The module's own limits are checked by its
 * commands.
 */
final class HostName {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/]*).*");
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[[0-9A-Fa-f:.%]+]):(\\d*)");
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?]?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    private HostName() {}

    static void require(String host) {
        if (host.isBlank()) {
            throw bad(host, "is empty");
        }
        Matcher scheme = SCHEME.matcher(host);
        if (scheme.matches()) {
            throw bad(host, "has a scheme: write \"" + scheme.group(1) + "\", and the port beside it");
        }
        Matcher port = WITH_PORT.matcher(host);
        if (port.matches()) {
            throw bad(
                    host,
                    "has a port in it: write \"" + port.group(1) + "\", "
                            + (port.group(2).isEmpty() ? "and the port beside it" : port.group(2)));
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c == 0x7f || "/@?#,;\\".indexOf(c) >= 0) {
                throw bad(host, "is none: character " + (i + 1) + " can be in no host's name");
            }
        }
        if (host.indexOf(':') >= 0 || host.indexOf('[') >= 0) {
            boolean paired = host.startsWith("[") == host.endsWith("]");
            requireForm(
                    host, paired && IPV6.matcher(host).matches(), "is no IPv6 address, and no other host has a colon");
        } else if (NUMBERS.matcher(host).matches()) {
            requireForm(host, IPV4.matcher(host).matches(), "is no IPv4 address");
        } else {
            requireForm(host, !host.startsWith(".") && !host.contains(".."), "has an empty part before a dot");
        }
    }

    private static void requireForm(String host, boolean held, String otherwise) {
        if (!held) {
            throw bad(host, otherwise);
        }
    }

    private static AtUsageException bad(String host, String why) {
        return new AtUsageException(
                AtUsageException.Reason.HOST, ("host \"" + host + "\" " + why).replaceAll("\\p{Cntrl}", "?"), "BROKER");
    }
}
