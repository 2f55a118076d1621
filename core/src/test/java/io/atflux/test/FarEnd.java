package io.atflux.test;

import io.atflux.transport.AtTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The modem's side of a line under test, used with blocking calls. Each waits at most {@link TransportTck#LIMIT}. */
public interface FarEnd extends AutoCloseable {

    /** The transport under test, which leads here. */
    AtTransport transport();

    /** What the transport wrote; waits for the line to be opened. */
    InputStream input() throws IOException;

    /** To the transport; waits for the line to be opened. */
    OutputStream output() throws IOException;

    /** Ends the line from this side. */
    void hangUp() throws IOException;

    @Override
    void close() throws IOException;
}
