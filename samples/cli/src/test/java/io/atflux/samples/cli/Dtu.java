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
 * A serial server with a modem on its port, that dials in, says who it is, and shows that it lives by a packet in front of each
 * line that the modem begins: as often as it possibly could.
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

    /** Dials this port of this machine as soon as somebody listens. */
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

    /** One on which nobody listens. */
    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    /** How many of its packets stood between the modem's words. */
    public int beats() {
        return beats.get();
    }

    private static void down(InputStream in, OutputStream out) throws IOException {
        in.transferTo(out);
    }

    /** A line of the modem's begins with CR LF, which follows the LF of another. */
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
                        // One side's end is the other's.
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
            // It is what was wanted.
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
