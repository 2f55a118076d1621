package io.atflux.fibocom;

import io.atflux.error.AtUsageException;
import io.atflux.mqtt.TlsFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks PEM files (RFC 7468) before they are loaded: the module takes anything, and fails in the handshake much later. No
 * message shows a file's content.
 */
final class Pem {

    private static final int LEAST = 4;
    private static final int MOST = 8192;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);
    // Headers of keys in the older form, as Proc-Type, stand before the Base64 text.
    private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+:.*$");

    private Pem() {}

    static void check(String command, TlsFile file, byte[] bytes) {
        String what = describe(file);
        Limits.bytes(command, what, bytes.length, LEAST, MOST);
        Matcher block = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        boolean found = false;
        while (block.find()) {
            found |= fits(file, block.group(1)) && isBase64(block.group(2));
        }
        if (!found) {
            throw new AtUsageException(
                    what + " is no PEM file of its kind: there is no " + label(file)
                            + " between BEGIN and END lines in its " + bytes.length + " bytes",
                    command);
        }
    }

    private static boolean fits(TlsFile file, String label) {
        return file == TlsFile.CLIENT_KEY ? label.endsWith("PRIVATE KEY") : label.endsWith("CERTIFICATE");
    }

    private static boolean isBase64(String body) {
        String text = HEADER.matcher(body).replaceAll("").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String describe(TlsFile file) {
        return switch (file) {
            case CLIENT_CERTIFICATE -> "the client certificate";
            case CLIENT_KEY -> "the client key";
            case TRUST -> "the root certificate";
        };
    }

    private static String label(TlsFile file) {
        return file == TlsFile.CLIENT_KEY ? "PRIVATE KEY" : "CERTIFICATE";
    }
}
