package io.atflux.mqtt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reason of the module's last TLS failure. Immutable. */
public final class TlsError {

    /** The subject of a reason. Later releases may add constants: programs treat an unknown one as {@link #UNKNOWN}. */
    public enum Cause {
        /** There was no failure. */
        NONE,
        /** The handshake: the peer does not use TLS, or uses another version, or closed the connection. */
        HANDSHAKE,
        /** The server's certificate, its authority, or the module's clock; the module alone cannot tell which. */
        CERTIFICATE_OR_CLOCK,
        /** The server's certificate, or its authority: the module's clock is right. */
        CERTIFICATE,
        /** The module's clock, which is more than 24 h off. */
        CLOCK,
        /** The loaded files, or a missing one. */
        FILES,
        /** None of these. */
        UNKNOWN
    }

    private final int code;
    private final String text;
    private final Cause cause;

    private TlsError(int code, String text, Cause cause) {
        this.code = code;
        this.text = text;
        this.cause = cause;
    }

    /**
     * A reason, for dialects and tests.
     *
     * @param code the module's number, 0 for none
     * @param text its meaning
     */
    public static TlsError of(int code, String text) {
        return of(code, text, code == 0 ? Cause.NONE : Cause.UNKNOWN);
    }

    /**
     * A reason, for dialects and tests.
     *
     * @param code the module's number, 0 for none
     * @param text its meaning
     * @param cause its subject
     */
    public static TlsError of(int code, String text, Cause cause) {
        return new TlsError(code, text, cause);
    }

    /** The same reason with more detail. */
    TlsError because(Cause narrower, String detail) {
        return new TlsError(code, text + "; " + detail, narrower);
    }

    /** The module's number, 0 for none. */
    public int code() {
        return code;
    }

    /** Its meaning. */
    public String text() {
        return text;
    }

    /** Its subject. */
    public Cause cause() {
        return cause;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsError o && code == o.code && text.equals(o.text) && cause == o.cause;
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, text, cause);
    }

    @Override
    public String toString() {
        return "TLS error " + code + ": " + text;
    }
}
