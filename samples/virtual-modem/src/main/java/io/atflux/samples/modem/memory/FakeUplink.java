package io.atflux.samples.modem.memory;

import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Refusal;
import io.atflux.samples.modem.uplink.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A scripted network with a minimal broker: it accepts every connection and delivers each publish to all subscriptions
 * of that connection, unless configured otherwise. It answers at once, on the caller's thread.
 *
 * <p>Threads: all methods may be called from any thread.
 */
public final class FakeUplink implements Uplink {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ADDRESS = "192.0.2.10";

    /** A message that reached the broker. */
    public record Published(String topic, int qos, boolean retain, byte[] payload) {

        /** The payload as ISO-8859-1. */
        public String text() {
            return new String(payload, StandardCharsets.ISO_8859_1);
        }
    }

    private final List<OpenRequest> opens = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final List<FakeConnection> connections = new ArrayList<>();
    private final ArrayDeque<Refusal> refusals = new ArrayDeque<>();
    private final List<String> sockets = new ArrayList<>();
    private final List<SocketEvents> openSockets = new ArrayList<>();
    private int opensToHold;
    private boolean answering = true;
    private boolean granting = true;

    @Override
    public synchronized Connection open(OpenRequest request, Events events) {
        opens.add(request);
        notifyAll();
        FakeConnection connection = new FakeConnection(this, request, events);
        Refusal refusal = refusals.poll();
        if (refusal != null) {
            events.refused(refusal);
        } else if (opensToHold > 0) {
            opensToHold--;
        } else {
            connections.add(connection);
            events.opened();
        }
        return connection;
    }

    /** Resolves every name, unless the next refusal is one of a name. */
    @Override
    public synchronized void lookUp(String host, Consumer<String> answer) {
        answer.accept(refusedBy(Refusal.Kind.NAME) ? "" : ADDRESS);
    }

    /**
     * Accepts, unless the next refusal is one of a name or of the network; any other refusal still waits for its MQTT
     * connection.
     */
    @Override
    public synchronized Socket connect(String host, int port, SocketEvents events) {
        sockets.add(host + ":" + port);
        if (refusedBy(Refusal.Kind.NAME) || refusedBy(Refusal.Kind.NETWORK)) {
            events.refused();
        } else {
            openSockets.add(events);
            events.connected();
        }
        return () -> closeSocket(events);
    }

    private synchronized void closeSocket(SocketEvents events) {
        openSockets.remove(events);
    }

    private boolean refusedBy(Refusal.Kind kind) {
        Refusal next = refusals.peek();
        return next != null && next.kind() == kind;
    }

    /** The peer ends all TCP connections of {@link #connect}. */
    public synchronized void loseSockets() {
        List<SocketEvents> lost = List.copyOf(openSockets);
        openSockets.clear();
        lost.forEach(SocketEvents::lost);
    }

    /** The requested TCP connections, {@code host:port}, oldest first. */
    public synchronized List<String> sockets() {
        return List.copyOf(sockets);
    }

    /** The number of open TCP connections. */
    public synchronized int openSockets() {
        return openSockets.size();
    }

    /** The next undecided connection fails with this refusal. */
    public synchronized void refuseNext(Refusal refusal) {
        refusals.add(refusal);
    }

    /** The next connection is neither accepted nor refused. */
    public synchronized void holdNext() {
        opensToHold++;
    }

    /** Whether subscriptions, publishes and the like are answered; true at the start. */
    public synchronized void answering(boolean now) {
        answering = now;
    }

    /** Whether subscriptions are granted; true at the start. */
    public synchronized void granting(boolean now) {
        granting = now;
    }

    /** Delivers a message to every connection with a matching subscription. */
    public synchronized void deliver(String topic, int qos, byte[] payload) {
        for (FakeConnection connection : List.copyOf(connections)) {
            connection.deliver(topic.getBytes(StandardCharsets.ISO_8859_1), qos, payload);
        }
    }

    /** Every open connection is lost. */
    public synchronized void loseAll(String reason) {
        List<FakeConnection> lost = List.copyOf(connections);
        connections.clear();
        lost.forEach(connection -> connection.lose(reason));
    }

    /** The requested connections, oldest first. */
    public synchronized List<OpenRequest> opens() {
        return List.copyOf(opens);
    }

    /** Waits until that many connections were requested, at most 20 seconds; for tests in real time. */
    public synchronized void awaitOpens(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (opens.size() < count && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
    }

    /** The published messages, oldest first. */
    public synchronized List<Published> published() {
        return List.copyOf(published);
    }

    /** The number of open connections. */
    public synchronized int connected() {
        return connections.size();
    }

    synchronized boolean answersRequests() {
        return answering;
    }

    synchronized boolean grants() {
        return granting;
    }

    synchronized void publish(Published message) {
        published.add(message);
        deliver(message.topic(), message.qos(), message.payload());
    }

    synchronized void remove(FakeConnection connection) {
        connections.remove(connection);
    }
}
