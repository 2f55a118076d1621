package io.atflux.transport.tcp.dialin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What may be a device's id, and how what a stranger sent is shown. */
final class DeviceId {

    static final int LONGEST = 128;

    private DeviceId() {}

    static boolean isUsable(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().noneMatch(Character::isISOControl);
    }

    /** @throws IllegalArgumentException for what no device can be called */
    static String require(String id) {
        if (!isUsable(id)) {
            throw new IllegalArgumentException("'" + shown(id) + "' is no device id: 1 to " + LONGEST
                    + " characters, none of them a control character");
        }
        return id;
    }

    /** Without blanks and line ends around it. */
    static String trimmed(String text) {
        return text.strip();
    }

    /** From one character a byte: UTF-8 where it is that. */
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

    /** Nothing of it may act on a terminal or look like a line of a log. */
    static String shown(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }
}
