package io.atflux.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A stretch of network in front of a server on this machine that can go silent: it drops bytes in both directions,
 * sockets stay open, and TCP probes are answered.
 */
public final class Relay implements AutoCloseable {

    private final LoopbackServer server;
    private final int target;
    private volatile boolean silent;

    /** @param target the server's port */
    public Relay(int target) throws IOException {
        this.target = target;
        server = new LoopbackServer(0, this::carry);
    }

    /** The port to connect to. */
    public int port() {
        return server.port();
    }

    /** Drops all bytes from now on, on all connections. */
    public void goSilent() {
        silent = true;
    }

    /** Ends the present connections; new ones work again. */
    public void recover() throws IOException {
        server.endAll();
        silent = false;
    }

    private void carry(Socket near) throws IOException {
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            server.note(far);
            LoopbackServer.daemon("relay", () -> pump(far, near));
            pump(near, far);
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        // The end of one side is the end of the other.
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!silent) {
                    out.write(buffer, 0, n);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
