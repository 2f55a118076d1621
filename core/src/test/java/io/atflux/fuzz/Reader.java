package io.atflux.fuzz;

/** Parses a text, and reads all properties of the result. */
interface Reader {

    /**
     * @throws io.atflux.error.AtUsageException for a caller's text of another form
     * @throws IllegalArgumentException for a modem's text of another form
     */
    void read(String text);
}
