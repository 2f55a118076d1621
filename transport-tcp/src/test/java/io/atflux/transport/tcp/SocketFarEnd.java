package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A plain server socket that takes one connection. */
final class SocketFarEnd implements FarEnd {

    private final ServerSocket server;
    private final @Nullable EventLoopGroup group;
    private @Nullable Socket socket;

    SocketFarEnd(@Nullable EventLoopGroup group) throws IOException {
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.server.setSoTimeout(Math.toIntExact(TransportTck.LIMIT.toMillis()));
        this.group = group;
    }

    @Override
    public TcpTransport transport() {
        TcpTransport transport = TcpTransport.to(server.getInetAddress().getHostAddress(), server.getLocalPort());
        return group == null ? transport : transport.group(group);
    }

    @Override
    public InputStream input() throws IOException {
        return socket().getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket().getOutputStream();
    }

    @Override
    public void hangUp() throws IOException {
        socket().close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private synchronized Socket socket() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = server.accept();
            open.setSoTimeout(Math.toIntExact(TransportTck.LIMIT.toMillis()));
            socket = open;
        }
        return open;
    }
}
