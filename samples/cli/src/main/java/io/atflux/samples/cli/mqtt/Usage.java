package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.error.AtUsageException.Reason;

/** Invalid requests: refused before anything is written to the line. */
final class Usage {

    private Usage() {}

    static AtUsageException wrong(String message) {
        return new AtUsageException(Reason.PARAMETER, message, null);
    }

    static AtUsageException url(String message) {
        return new AtUsageException(Reason.URL, "broker URL: " + message, null);
    }

    /** The same error with the name of the argument that the user has to change. */
    static AtUsageException of(String what, AtUsageException cause) {
        AtUsageException named = new AtUsageException(cause.reason(), what + ": " + cause.getMessage(), null);
        named.addSuppressed(cause);
        return named;
    }
}
