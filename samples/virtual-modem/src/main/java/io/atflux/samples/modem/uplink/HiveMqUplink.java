package io.atflux.samples.modem.uplink;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The uplink to real MQTT 3.1.1 brokers, over TCP or TLS. Any number of modules share one.
 *
 * <p>It never reconnects automatically. Each message is passed on as it arrives, in order, and not stored, so the
 * machine limits the number of pending messages.
 *
 * <p>Threads: two event loops for all connections and up to {@value #LOOK_UPS} threads, which end when idle, for name
 * look-ups. Callbacks run on either.
 */
public final class HiveMqUplink implements Uplink, AutoCloseable {

    /** The default limit for each of TCP, the TLS handshake and CONNACK. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private static final int LOOK_UPS = 8;

    private final Duration patience;
    private final ConnectionLoops loops = new ConnectionLoops();
    private final ThreadPoolExecutor lookUps;
    private final Set<HiveMqConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<TcpSocket> sockets = ConcurrentHashMap.newKeySet();

    /** An uplink with {@link #DEFAULT_PATIENCE}. */
    public HiveMqUplink() {
        this(DEFAULT_PATIENCE);
    }

    /**
     * An uplink with the given limit.
     *
     * @param patience the limit for each of TCP, the TLS handshake, CONNACK and the end after DISCONNECT; millisecond
     *     resolution
     */
    public HiveMqUplink(Duration patience) {
        this.patience = patience;
        lookUps = new ThreadPoolExecutor(
                LOOK_UPS,
                LOOK_UPS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("modem-uplink-lookup", true));
        lookUps.allowCoreThreadTimeOut(true);
    }

    @Override
    public Connection open(OpenRequest request, Events events) {
        HiveMqConnection connection = new HiveMqConnection(request, events, patience, connections::remove);
        connections.add(connection);
        inBackground(() -> connection.start(loops), () -> {
            connections.remove(connection);
            events.refused(new Refusal(Refusal.Kind.NETWORK, 0, "the uplink is closed"));
        });
        return connection;
    }

    @Override
    public void lookUp(String host, Consumer<String> answer) {
        inBackground(() -> answer.accept(address(host)), () -> answer.accept(""));
    }

    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException none) {
            return "";
        }
    }

    @Override
    public Socket connect(String host, int port, SocketEvents events) {
        TcpSocket socket = new TcpSocket(events, sockets::remove);
        sockets.add(socket);
        inBackground(() -> socket.start(loops, host, port, patience), () -> {
            sockets.remove(socket);
            events.refused();
        });
        return socket;
    }

    private void inBackground(Runnable task, Runnable closed) {
        try {
            lookUps.execute(task);
        } catch (RejectedExecutionException no) {
            closed.run();
        }
    }

    /** The number of connections that are open, opening or closing. */
    int connections() {
        return connections.size();
    }

    /** Cuts every connection, as {@link Uplink.Connection#abort()} does, and ends the threads within a few seconds. */
    @Override
    public void close() {
        lookUps.shutdownNow();
        List.copyOf(connections).forEach(Connection::abort);
        List.copyOf(sockets).forEach(Socket::close);
        loops.close();
    }
}
