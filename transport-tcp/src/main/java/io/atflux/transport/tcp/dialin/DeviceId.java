package io.atflux.transport.tcp.dialin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The rules for device ids, and the printable form of text from unknown peers. */
final class DeviceId {

    static final int LONGEST = 128;

    private DeviceId() {}

    static boolean isUsable(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().noneMatch(Character::isISOControl);
    }

    /** @throws IllegalArgumentException for text that cannot be a device id */
    static String require(String id) {
        if (!isUsable(id)) {
            throw new IllegalArgumentException("'" + shown(id) + "' is no device id: 1 to " + LONGEST
                    + " characters, none of them a control character");
        }
        return id;
    }

    /** Without surrounding blanks and line ends. */
    static String trimmed(String text) {
        return text.strip();
    }

    /** Decodes text of one char per byte: as UTF-8 if it is valid UTF-8. */
    static String decoded(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            return latin;
        }
    }

    /** The text must not affect a terminal, nor look like a line of a log. */
    static String shown(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }
}
