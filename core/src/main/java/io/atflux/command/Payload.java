package io.atflux.command;

import org.jspecify.annotations.Nullable;

/**
 * What is written after a prompt. Bytes given are not copied and must not be changed afterwards.
 *
 * @param bytes all that is written
 * @param counted whether the command announced the number of bytes: data entry then ends by itself with the last one
 * @param secret whether only its length may be shown
 */
public record Payload(byte[] bytes, boolean counted, boolean secret) {

    /** Data whose length the command announced. */
    public static Payload counted(byte[] bytes) {
        return new Payload(bytes, true, false);
    }

    /** A key or a certificate whose length the command announced. */
    public static Payload countedSecret(byte[] bytes) {
        return new Payload(bytes, true, true);
    }

    /** Text that ends with Ctrl-Z, as of an SMS (27.005 3.5.1). */
    public static Payload text(byte[] bytes) {
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        all[bytes.length] = 0x1a;
        return new Payload(all, false, false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload p
                && java.util.Arrays.equals(bytes, p.bytes)
                && counted == p.counted
                && secret == p.secret;
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
