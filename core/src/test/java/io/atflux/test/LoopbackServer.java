package io.atflux.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Accepts connections on a port of this machine, serves each in a separate thread, and ends them all when it is closed.
 */
public final class LoopbackServer implements AutoCloseable {

    /** The work of a thread; an end by {@link IOException} is an ordinary one. */
    public interface Work {
        void run() throws IOException;
    }

    /** Serves one connection. The connection stays open afterwards, unless it is closed here. */
    public interface Conduct {
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket server = new ServerSocket();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Conduct conduct;

    /** @param port 0 for a free one; a port that was used before may be used again */
    public LoopbackServer(int port, Conduct conduct) throws IOException {
        this.conduct = conduct;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        daemon("loopback-server", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            note(socket);
            daemon("loopback-connection", () -> conduct.serve(socket));
        }
    }

    /** This socket, of either side, ends with the connections too. */
    public void note(Socket socket) throws IOException {
        sockets.add(socket);
        if (server.isClosed()) {
            // Closed between accepting and noting, so no other code ends this socket.
            socket.close();
        }
    }

    /** Ends the connections up to now. */
    public void endAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        endAll();
    }

    public static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // A socket was closed, which ends each of these threads.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
