package io.atflux.samples.gateway.config;

import org.jspecify.annotations.Nullable;

/** A text that nobody is shown: neither a log nor a message about a wrong property. */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Also how Boot makes one of a property. */
    public static Secret valueOf(String text) {
        return new Secret(text);
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
