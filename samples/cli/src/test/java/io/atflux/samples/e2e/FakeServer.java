package io.atflux.samples.e2e;

import io.atflux.test.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** A server on a port that is neither a modem nor a broker. Each connection is served on its own thread. */
final class FakeServer implements AutoCloseable {

    /** Serves a connection, which ends when this method returns. */
    interface Conduct {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private final LoopbackServer server;

    FakeServer(Conduct conduct) throws IOException {
        server = new LoopbackServer(0, socket -> {
            try (socket) {
                conduct.serve(socket.getInputStream(), socket.getOutputStream());
            }
        });
    }

    /** Waits for the first bytes, answers them, and closes. */
    static FakeServer saying(String answer) throws IOException {
        return new FakeServer((in, out) -> {
            if (in.read() >= 0) {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** Reads, and sends nothing. */
    static FakeServer mute() throws IOException {
        return new FakeServer((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
