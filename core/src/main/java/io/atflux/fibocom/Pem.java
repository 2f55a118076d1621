package io.atflux.fibocom;

import io.atflux.error.AtUsageException;
import io.atflux.mqtt.TlsFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks PEM files (RFC 7468) before they are loaded: the module accepts any file and fails much later, in the handshake. It
 * reads blocks whose lines begin in the first column and end with LF. It supports neither passwords nor OpenSSL's own formats. No
 * message shows a file's content.
 */
final class Pem {

    private static final int LEAST = 4;
    private static final int MOST = 8192;
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private static final Set<String> KEYS = Set.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");
    /** OpenSSL writes it before a key of that kind, and readers skip it. */
    private static final String CURVE = "EC PARAMETERS";

    private final String command;
    private final TlsFile file;
    private final String what;
    private final StringBuilder body = new StringBuilder();
    private @Nullable String label;
    private boolean inHeaders;
    private boolean found;

    private Pem(String command, TlsFile file) {
        this.command = command;
        this.file = file;
        this.what = describe(file);
    }

    static void check(String command, TlsFile file, byte[] bytes) {
        Pem pem = new Pem(command, file);
        pem.size(bytes.length);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        if (text.indexOf('\r') >= 0) {
            throw pem.refused("has a line that ends with CR alone");
        }
        text.lines().forEach(pem::line);
        if (!pem.found) {
            throw pem.refused("is no PEM file of its kind: there is no " + label(file)
                    + " between BEGIN and END lines in its " + bytes.length + " bytes");
        }
    }

    private void size(int bytes) {
        if (bytes < LEAST) {
            throw refused((bytes == 0 ? "is empty" : "has " + bytes + " bytes") + ", at least " + LEAST
                    + " bytes are needed");
        }
        if (bytes > MOST) {
            throw refused("has " + bytes + " bytes, the limit is " + MOST
                    + ": take out what is not needed, as text between the blocks or further certificates");
        }
    }

    private void line(String line) {
        String open = label;
        if (open == null) {
            outside(line);
        } else if (line.stripTrailing().equals("-----END " + open + DASHES)) {
            found |= !open.equals(CURVE) && isBase64();
            label = null;
        } else {
            inside(line);
        }
    }

    /** Any text may stand between blocks, but no block that a reader would overlook. */
    private void outside(String line) {
        String text = line.strip();
        if (!text.contains(BEGIN) || !text.endsWith(DASHES)) {
            return;
        }
        if (!line.startsWith(BEGIN)) {
            throw refused("has a BEGIN line that does not begin at the left");
        }
        String begun = text.substring(BEGIN.length(), text.length() - DASHES.length());
        if (!fits(begun)) {
            throw refused(reason(begun));
        }
        label = begun;
        body.setLength(0);
        inHeaders = false;
    }

    /** Headers of keys in the older form, such as Proc-Type, precede the Base64 text and are followed by a blank line. */
    private void inside(String line) {
        if (body.length() == 0 && line.indexOf(':') > 0) {
            inHeaders = true;
            if (line.startsWith("Proc-Type:") && line.contains("ENCRYPTED")) {
                throw refused("is encrypted, and the module asks for no password");
            }
        } else if (line.isBlank()) {
            inHeaders = false;
        } else if (!inHeaders) {
            if (Character.isWhitespace(line.charAt(0))) {
                throw refused("has a line that does not begin at the left");
            }
            body.append(line.stripTrailing());
        }
    }

    private boolean fits(String begun) {
        return file == TlsFile.CLIENT_KEY ? KEYS.contains(begun) || begun.equals(CURVE) : begun.equals("CERTIFICATE");
    }

    private String reason(String begun) {
        if (begun.equals("ENCRYPTED PRIVATE KEY")) {
            return "is encrypted, and the module asks for no password";
        }
        // Labels consist of letters and blanks; other text must not be shown.
        return "has " + (begun.matches("[A-Z0-9 ]{1,40}") ? begun : "another kind of block") + " in it, and only "
                + label(file) + " can be read";
    }

    private boolean isBase64() {
        try {
            return Base64.getDecoder().decode(body.toString()).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private AtUsageException refused(String why) {
        return new AtUsageException(AtUsageException.Reason.FILE, what + " " + why, command);
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
