package io.atflux.transport.serial;

import java.io.IOException;

/** An open port, for one reader and one writer. Every method may block, and none may be called on an event loop. */
interface OpenPort {

    /**
     * Waits for bytes.
     *
     * @return how many, 0 if none came for a while
     * @throws IOException says why there will never be any again
     */
    int read(byte[] into) throws IOException;

    /**
     * Writes, and waits until the bytes have left.
     *
     * @throws IOException says why they cannot
     */
    void write(byte[] from, int count) throws IOException;

    /**
     * Looks whether the port is still there.
     *
     * @throws IOException says why not
     */
    void check() throws IOException;

    /** Gives the port back, and makes reads and writes that are under way return. Called once. */
    void close();

    /** How a port becomes an open one. */
    @FunctionalInterface
    interface Opener {

        /**
         * Opens the port for this process alone.
         *
         * @throws IOException says in plain words why not
         */
        OpenPort open(SerialTransport transport) throws IOException;
    }
}
