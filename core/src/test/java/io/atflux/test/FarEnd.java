package io.atflux.test;

import io.atflux.transport.AtTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The modem's side of a line under test, used with blocking calls. Each waits at most {@link TransportTck#LIMIT}. */
public interface FarEnd extends AutoCloseable {

    /** The transport under test, which connects to this side. */
    AtTransport transport();

    /** The bytes that the transport wrote; waits until the line is open. */
    InputStream input() throws IOException;

    /** The bytes to the transport; waits until the line is open. */
    OutputStream output() throws IOException;

    /** Ends the line from this side. */
    void hangUp() throws IOException;

    @Override
    void close() throws IOException;
}
