package io.atflux.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stretch of network in front of a server on this machine that can go silent: bytes vanish both ways, sockets stay open, and
 * what probes them is answered.
 */
public final class Relay implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile boolean silent;

    /** @param target the server's port */
    public Relay(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    /** Where to connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** Lets nothing pass any more, on all connections. */
    public void goSilent() {
        silent = true;
    }

    /** The connections up to now end, and those to come work again. */
    public void recover() throws IOException {
        endAll();
        silent = false;
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = server.accept();
            sockets.add(near);
            daemon(() -> carry(near));
        }
    }

    private void carry(Socket near) throws IOException {
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(far);
            daemon(() -> pump(far, near));
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

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // A socket was closed: that is how each of these threads ends.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void endAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        endAll();
    }
}
