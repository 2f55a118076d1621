package io.atflux.transport.tcp;

import io.atflux.transport.tcp.dialin.TcpListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A serial server that dials in, by a plain socket. */
final class Dtu implements AutoCloseable {

    static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    Dtu(TcpListener listener) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), listener.port()));
    }

    Dtu(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A server that has sent this text. */
    static Dtu saying(TcpListener listener, String text) throws IOException {
        return new Dtu(listener).say(text);
    }

    /** ISO-8859-1. */
    Dtu say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    String hear(int count) throws IOException {
        return new String(in().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Returns when the other side has ended the connection; false if it sends something instead. */
    boolean isEnded() throws IOException {
        try {
            return in().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** The address that the listener sees. */
    String peer() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void hangUp() throws IOException {
        socket.close();
    }

    private InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
