package io.atflux.samples.gateway.config;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A text that is never shown, neither in a log nor in a message about a wrong property. */
public final class Secret {

    private final String text;
    private final boolean quoted;

    private Secret(String text, boolean quoted) {
        this.text = text;
        this.quoted = quoted;
    }

    /** Boot converts a property by this. */
    public static Secret valueOf(String text) {
        return new Secret(text, true);
    }

    /** Boot converts a number of YAML by this; there 0123 is 83. */
    public static Secret valueOf(Integer number) {
        return new Secret(number.toString(), false);
    }

    /** As of a smaller number. */
    public static Secret valueOf(Long number) {
        return new Secret(number.toString(), false);
    }

    /** As of a smaller number. */
    public static Secret valueOf(BigInteger number) {
        return new Secret(number.toString(), false);
    }

    /** As of a smaller number. */
    public static Secret valueOf(Double number) {
        return new Secret(number.toString(), false);
    }

    /** As of a number. */
    public static Secret valueOf(Boolean truth) {
        return new Secret(truth.toString(), false);
    }

    /** Whether it is certainly the text of the configuration. */
    boolean isQuoted() {
        return quoted;
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
