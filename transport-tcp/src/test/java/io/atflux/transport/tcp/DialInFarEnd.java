package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import io.atflux.transport.AtTransport;
import io.atflux.transport.tcp.dialin.ListenSettings;
import io.atflux.transport.tcp.dialin.TcpListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.net.SocketFactory;

/** A serial server that dials in at once, registers, and is the device with that id. */
final class DialInFarEnd implements FarEnd {

    static final String ID = "dtu-1";

    private final TcpListener listener;
    private final Socket socket;

    DialInFarEnd(ListenSettings settings, SocketFactory sockets) throws IOException {
        listener = Objects.requireNonNull(settings.bind().block(TransportTck.LIMIT));
        socket = sockets.createSocket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(TransportTck.LIMIT.toMillis()));
        socket.getOutputStream().write((ID + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public AtTransport transport() {
        return listener.device(ID);
    }

    @Override
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        listener.close().block(TransportTck.LIMIT);
    }
}
