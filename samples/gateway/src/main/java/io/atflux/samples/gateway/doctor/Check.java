package io.atflux.samples.gateway.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One check of a modem.
 *
 * @param finding what the modem said, in words
 * @param cure what to do about it; null if there is nothing to do
 */
public record Check(
        String name,
        Result result,
        String finding,
        @Nullable String cure) {

    /** How it ended. */
    public enum Result {
        OK,
        WARN,
        FAIL,
        /** The modem does not tell. */
        UNKNOWN
    }

    static Check ok(String name, String finding) {
        return new Check(name, Result.OK, finding, null);
    }
}
