package io.atflux.samples.gateway.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A payload that is text. */
public final class PayloadText {

    private PayloadText() {}

    /** Null for bytes that are no UTF-8. */
    public static @Nullable String of(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException none) {
            return null;
        }
    }
}
