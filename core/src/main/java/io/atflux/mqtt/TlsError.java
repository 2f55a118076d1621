package io.atflux.mqtt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reason of the module's last TLS failure. Immutable. */
public final class TlsError {

    private final int code;
    private final String text;

    private TlsError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /**
     * A reason, for dialects and tests.
     *
     * @param code the module's number, 0 for none
     * @param text its meaning
     */
    public static TlsError of(int code, String text) {
        return new TlsError(code, text);
    }

    /** The module's number, 0 for none. */
    public int code() {
        return code;
    }

    /** Its meaning. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsError o && code == o.code && text.equals(o.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, text);
    }

    @Override
    public String toString() {
        return "TLS error " + code + ": " + text;
    }
}
