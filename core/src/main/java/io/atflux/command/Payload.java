package io.atflux.command;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes written after a prompt. The array passed in is not copied and must not be changed afterwards. */
public final class Payload {

    private final byte[] bytes;
    private final boolean counted;
    private final boolean secret;

    private Payload(byte[] bytes, boolean counted, boolean secret) {
        this.bytes = bytes;
        this.counted = counted;
        this.secret = secret;
    }

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
        byte[] all = Arrays.copyOf(bytes, bytes.length + 1);
        all[bytes.length] = 0x1a;
        return new Payload(all, false, false);
    }

    /** All bytes to write; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the command announced the number of bytes: data entry then ends automatically with the last one. */
    public boolean counted() {
        return counted;
    }

    /** Whether only its length may be shown. */
    public boolean secret() {
        return secret;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload p
                && Arrays.equals(bytes, p.bytes)
                && counted == p.counted
                && secret == p.secret;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
