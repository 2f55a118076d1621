package io.atflux.fuzz;

/** Reads a text as something, and looks at all that came of it. */
interface Reader {

    /**
     * @throws io.atflux.error.AtUsageException for a caller's text that is no such thing
     * @throws IllegalArgumentException for a modem's text that is no such thing
     */
    void read(String text);
}
