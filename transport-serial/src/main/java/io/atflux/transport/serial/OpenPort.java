package io.atflux.transport.serial;

import java.io.IOException;

/** An open port, for one reader and one writer. Every method may block, and none may be called on an event loop. */
interface OpenPort {

    /**
     * Waits for bytes.
     *
     * @return how many, 0 if none came for a while
     * @throws IOException says why no further bytes can come
     */
    int read(byte[] into) throws IOException;

    /**
     * Writes, and waits until the bytes have been sent.
     *
     * @throws IOException says why they cannot be sent
     */
    void write(byte[] from, int count) throws IOException;

    /**
     * Checks that the port still exists.
     *
     * @throws IOException says why it does not
     */
    void check() throws IOException;

    /** Closes the port, and makes pending reads and writes return. Called once. */
    void close();

    /** Opens ports. */
    @FunctionalInterface
    interface Opener {

        /**
         * Opens the port for this process alone.
         *
         * @throws IOException says in plain words why it cannot be opened
         */
        OpenPort open(SerialTransport transport) throws IOException;
    }
}
