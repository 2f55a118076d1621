package io.atflux.samples.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A stretch of network in front of a broker that can go silent: bytes vanish, sockets stay. */
final class Relay implements AutoCloseable {

    private final FakeServer server;
    private volatile boolean silent;

    Relay(int target) throws IOException {
        server = new FakeServer((in, out) -> {
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
                FakeServer.daemon(() -> pump(far.getInputStream(), out));
                pump(in, far.getOutputStream());
            }
        });
    }

    int port() {
        return server.port();
    }

    void goSilent() {
        silent = true;
    }

    private void pump(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (!silent) {
                out.write(buffer, 0, n);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
