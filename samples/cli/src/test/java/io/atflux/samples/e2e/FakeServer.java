package io.atflux.samples.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that listens on a port and is no modem, and no broker. Each connection is served on a thread of its own. */
final class FakeServer implements AutoCloseable {

    /** What it does with a connection, which ends when this comes back. */
    interface Conduct {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Conduct conduct;

    FakeServer(Conduct conduct) throws IOException {
        this.conduct = conduct;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Waits for the first bytes, answers them, and closes. */
    static FakeServer saying(String answer) throws IOException {
        return new FakeServer((in, out) -> {
            if (in.read() >= 0) {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** Reads, and says nothing. */
    static FakeServer mute() throws IOException {
        return new FakeServer((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            sockets.add(socket);
            daemon(() -> {
                try (socket) {
                    conduct.serve(socket.getInputStream(), socket.getOutputStream());
                }
            });
        }
    }

    interface Work {
        void run() throws IOException;
    }

    static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // A socket was closed: that is how each of these threads ends.
                    }
                },
                "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
