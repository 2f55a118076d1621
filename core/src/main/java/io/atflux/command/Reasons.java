package io.atflux.command;

import org.jspecify.annotations.Nullable;

/** Joins a number and a text to one phrase. */
final class Reasons {

    private Reasons() {}

    static String join(@Nullable Integer number, @Nullable String reason) {
        if (number == null) {
            return reason == null ? "?" : reason;
        }
        return reason == null ? number.toString() : number + " (" + reason + ")";
    }
}
