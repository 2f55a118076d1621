package io.atflux.samples.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports for a server that accepts only a fixed number. Free ports come from below the system's range for outgoing
 * connections, so that no outgoing connection takes the port before the server has bound it.
 */
final class LoopbackPorts {

    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 200;

    /** Cycles through the range, so that no port is claimed twice before its server has bound it. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(LAST - FIRST + 1));

    private LoopbackPorts() {}

    /**
     * Finds a port that can be bound now.
     *
     * @param wanted 0 for any
     * @throws IOException if the wanted port is taken
     */
    static int claim(int wanted) throws IOException {
        if (wanted != 0) {
            probe(wanted);
            return wanted;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), LAST - FIRST + 1);
            try {
                probe(port);
                return port;
            } catch (IOException taken) {
                // Try another.
            }
        }
        throw new IOException("no free port on " + EmbeddedBroker.HOST + " from " + FIRST + " to " + LAST);
    }

    private static void probe(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(EmbeddedBroker.HOST), port));
        } catch (IOException e) {
            throw new IOException("port " + port + " on " + EmbeddedBroker.HOST + " is taken", e);
        }
    }
}
