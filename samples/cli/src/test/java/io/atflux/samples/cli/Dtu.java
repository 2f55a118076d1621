package io.atflux.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A serial server with a modem on its port. It dials in, sends a registration packet, and sends a heartbeat packet
 * before each line of the modem, which is the highest possible rate.
 */
public final class Dtu implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Socket network;
    private final Socket modem;
    private final byte[] heartbeat;
    private final AtomicInteger beats = new AtomicInteger();

    private Dtu(Socket network, String registration, String heartbeat, InetSocketAddress modemPort) throws IOException {
        this.network = network;
        this.heartbeat = heartbeat.getBytes(StandardCharsets.ISO_8859_1);
        modem = new Socket(modemPort.getAddress(), modemPort.getPort());
        modem.setTcpNoDelay(true);
        network.setTcpNoDelay(true);
        network.getOutputStream().write((registration + heartbeat).getBytes(StandardCharsets.ISO_8859_1));
        daemon(() -> down(network.getInputStream(), modem.getOutputStream()));
        daemon(() -> up(modem.getInputStream(), network.getOutputStream()));
    }

    /** Dials this port of this machine, and retries until it is open. */
    public static Dtu dial(int port, String registration, String heartbeat, InetSocketAddress modem)
            throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                Socket network = new Socket(InetAddress.getByName("127.0.0.1"), port);
                return new Dtu(network, registration, heartbeat, modem);
            } catch (ConnectException early) {
                if (System.nanoTime() > end) {
                    throw early;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** A port on which no server listens. */
    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    /** The number of heartbeat packets among the modem's output. */
    public int beats() {
        return beats.get();
    }

    private static void down(InputStream in, OutputStream out) throws IOException {
        in.transferTo(out);
    }

    /** A line of the modem begins with CR LF, after the LF of the previous one. */
    private void up(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[4096];
        int before = '\n';
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                if (before == '\n' && buffer[i] == '\r') {
                    out.write(heartbeat);
                    beats.incrementAndGet();
                }
                out.write(buffer[i]);
                before = buffer[i];
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException hungUp) {
                        // The end of one side ends the other.
                    } finally {
                        hangUp();
                    }
                },
                "dtu");
        thread.setDaemon(true);
        thread.start();
    }

    private void hangUp() {
        try (Socket one = network;
                Socket other = modem) {
            assert one != other;
        } catch (IOException closed) {
            // Both sockets are closed either way.
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
