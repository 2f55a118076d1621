package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code mqtt://[user:password@]host[:port]} and {@code mqtts://…}, user and password percent-decoded. No message
 * repeats any part of the URL, as unparsable text may be a password.
 *
 * @param user null if the URL has none
 * @param password null if the URL has none
 */
record BrokerUrl(
        boolean tls,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    private static final Pattern FORM = Pattern.compile("(mqtts?)://(.*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([^:]*))?", Pattern.DOTALL);
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int LAST_PORT = 65_535;

    /** @throws AtUsageException says which part does not parse */
    static BrokerUrl parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Usage.url("it begins with neither mqtt:// nor mqtts://");
        }
        boolean tls = form.group(1).toLowerCase(Locale.ROOT).equals("mqtts");
        String rest = form.group(2);
        int at = rest.lastIndexOf('@');
        String userInfo = at < 0 ? null : rest.substring(0, at);
        if (userInfo != null && userInfo.matches("(?s).*[/?#@].*")) {
            throw Usage.url("in user and password, / is written %2F, ? is %3F, # is %23, @ is %40");
        }
        String place = rest.substring(at + 1);
        if (place.matches("(?s).*[/?#].*")) {
            throw Usage.url("nothing may follow host and port");
        }
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw Usage.url("an IPv6 address stands in brackets: mqtt://[::1]:1883");
        }
        String host = parts.group(1);
        if (host.isEmpty()) {
            throw Usage.url("the host is missing");
        }
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        return new BrokerUrl(
                tls,
                host,
                port(parts.group(2), tls),
                userInfo == null ? null : decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                userInfo == null || colon < 0 ? null : decoded(userInfo.substring(colon + 1)));
    }

    private static int port(@Nullable String text, boolean tls) {
        if (text == null) {
            return tls ? TLS_PORT : PLAIN_PORT;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw Usage.url("the port is not within 1 to " + LAST_PORT);
        }
        return port;
    }

    /** Decodes the escapes as UTF-8; a plus sign is not an escape. */
    private static String decoded(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw Usage.url("in user or password, a % is not followed by two hexadecimal digits");
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException noText) {
            AtUsageException wrong = Usage.url("user or password, percent-decoded, is no UTF-8");
            wrong.addSuppressed(noText);
            throw wrong;
        }
    }

    /** The URL without user and password. */
    @Override
    public String toString() {
        return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
    }
}
