package io.atflux.samples.link;

import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Refusal;
import io.atflux.samples.modem.uplink.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A broker on virtual time, with sessions, take-overs and fault modes. For one thread. */
final class WorldBroker implements Uplink {

    /** The broker's reaction to requests. */
    enum Mood {
        WELL,
        /** Refuses connections. */
        DOWN,
        /** Answers nothing. */
        BLACK_HOLE
    }

    /** A publish that the broker has received. */
    record Seen(String topic, String payload, int qos, String clientId, int connection, Duration at) {}

    /** A message that the broker sent into a connection. */
    record Sent(String topic, String payload, int qos, String clientId, int connection, Duration at) {}

    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final int KEPT = 50;
    /** A publish to a topic with this prefix ends the connection, as access rules do. */
    static final String FORBIDDEN = "forbidden/";

    private final VirtualTimeScheduler time;
    private final Consumer<String> trace;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Result> unansweredCloses = new ArrayList<>();
    private Consumer<Sent> onSent = sent -> {};
    private Consumer<Seen> onSeen = message -> {};
    private Runnable onForbidden = () -> {};
    private int connections;
    private long messages;

    Mood mood = Mood.WELL;
    /** The CONNACK return code; 0 accepts. */
    int connack;

    Duration connackDelay = Duration.ZERO;
    Duration ackDelay = Duration.ZERO;
    boolean acknowledges = true;
    boolean closesAfterSubscribe;
    /** Whether the module reports, or has reported, a refusal of the broker for a subscription. */
    boolean refusesFilters;

    WorldBroker(VirtualTimeScheduler time, Consumer<String> trace) {
        this.time = time;
        this.trace = trace;
    }

    void onSent(Consumer<Sent> listener) {
        onSent = listener;
    }

    void onSeen(Consumer<Seen> listener) {
        onSeen = listener;
    }

    void onForbidden(Runnable listener) {
        onForbidden = listener;
    }

    private Duration now() {
        return Duration.ofNanos(time.now(TimeUnit.NANOSECONDS));
    }

    private void after(Duration delay, Runnable task) {
        time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    List<Seen> seen() {
        return seen;
    }

    /** The number of times a payload was received. */
    int timesSeen(String payload) {
        return counts.getOrDefault(payload, 0);
    }

    /** The open connection of a module under that identity; null if there is none. */
    @Nullable
    Device connectionOf(String clientId) {
        Session session = sessions.get(clientId);
        return session != null && session.connected instanceof Device device ? device : null;
    }

    boolean isSubscribed(String clientId, String filter) {
        Session session = sessions.get(clientId);
        return session != null && session.filters.containsKey(filter);
    }

    @Override
    public Connection open(OpenRequest request, Events events) {
        Device device = new Device(++connections, request, events);
        after(LATENCY.plus(connackDelay), () -> decide(device));
        return device;
    }

    private void decide(Device device) {
        if (device.closed || mood == Mood.BLACK_HOLE) {
            trace.accept("broker: connection " + device.number + " goes unanswered");
        } else if (mood == Mood.DOWN) {
            device.closed = true;
            device.events.refused(new Refusal(Refusal.Kind.NETWORK, 0, "down"));
        } else if (connack > 0) {
            device.closed = true;
            device.events.refused(new Refusal(Refusal.Kind.BROKER, connack, "CONNACK " + connack));
        } else {
            accept(device);
        }
    }

    private void accept(Device device) {
        String id = device.request.clientId();
        Session session = enter(id, device, device.request.cleanSession());
        trace.accept("broker: connection " + device.number + " of " + id + " is open"
                + (session.filters.isEmpty() ? "" : ", session kept"));
        device.session = session;
        device.events.opened();
        for (Sent kept = session.waiting.poll(); kept != null; kept = session.waiting.poll()) {
            device.deliver(kept.topic, kept.payload, kept.qos);
        }
    }

    /** A client connects under an identity; an earlier client of that identity is disconnected. */
    private Session enter(String id, Guest guest, boolean clean) {
        Session before = sessions.get(id);
        if (before != null && before.connected != null) {
            Guest older = before.connected;
            before.connected = null;
            trace.accept("broker: throws out an older connection of " + id);
            older.thrownOut("taken over");
        }
        Session session = clean || before == null ? new Session(clean) : before;
        session.clean = clean;
        session.connected = guest;
        sessions.put(id, session);
        return session;
    }

    /** Another device under the same identity. */
    void enterRival(String id, Guest rival) {
        enter(id, rival, false).filters.clear();
    }

    void leaveRival(String id, Guest rival) {
        Session session = sessions.get(id);
        if (session != null && session.connected == rival) {
            session.connected = null;
        }
    }

    /** All connections are lost; a module that waits for the end of one is notified of it. */
    void loseAll(String why) {
        List<Result> closes = List.copyOf(unansweredCloses);
        unansweredCloses.clear();
        closes.forEach(close -> close.done(true));
        for (Session session : List.copyOf(sessions.values())) {
            Guest guest = session.connected;
            if (guest != null) {
                session.connected = null;
                guest.thrownOut(why);
            }
        }
    }

    /** All sessions are dropped, as by a broker that restarts without its disk. */
    void forgetSessions() {
        loseAll("restart");
        sessions.clear();
    }

    /** Publishes to all subscribers; the payload is a new one. */
    String publish(String topic, int qos) {
        String payload = "in" + ++messages;
        hand(topic, payload, qos);
        return payload;
    }

    private void hand(String topic, String payload, int qos) {
        for (Session session : List.copyOf(sessions.values())) {
            int granted = session.granted(topic);
            if (granted < 0 || session.connected instanceof Rival) {
                continue;
            }
            if (session.connected instanceof Device device && mood != Mood.BLACK_HOLE) {
                device.deliver(topic, payload, Math.min(qos, granted));
            } else if (!session.clean && Math.min(qos, granted) > 0 && session.waiting.size() < KEPT) {
                session.waiting.add(new Sent(topic, payload, Math.min(qos, granted), "", 0, now()));
            }
        }
    }

    /** A client that may be connected. */
    interface Guest {
        void thrownOut(String why);
    }

    private static final class Session {
        private final Map<String, Integer> filters = new LinkedHashMap<>();
        private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
        private boolean clean;
        private @Nullable Guest connected;

        Session(boolean clean) {
            this.clean = clean;
        }

        int granted(String topic) {
            int most = -1;
            for (Map.Entry<String, Integer> filter : filters.entrySet()) {
                if (Topics.matches(filter.getKey(), topic)) {
                    most = Math.max(most, filter.getValue());
                }
            }
            return most;
        }
    }

    /** A module's connection. */
    final class Device implements Connection, Guest {

        final int number;
        private final OpenRequest request;
        private final Events events;
        private @Nullable Session session;
        boolean closed;

        Device(int number, OpenRequest request, Events events) {
            this.number = number;
            this.request = request;
            this.events = events;
        }

        void deliver(String topic, String payload, int qos) {
            Sent sent = new Sent(topic, payload, qos, request.clientId(), number, now());
            onSent.accept(sent);
            events.message(
                    topic.getBytes(StandardCharsets.ISO_8859_1), qos, payload.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void thrownOut(String why) {
            closed = true;
            trace.accept("broker: connection " + number + " is lost: " + why);
            events.lost(why);
        }

        private void request(Result result, Runnable work, boolean success) {
            after(LATENCY, () -> {
                if (closed || mood == Mood.BLACK_HOLE) {
                    return;
                }
                work.run();
                after(ackDelay, () -> {
                    if (!closed && mood != Mood.BLACK_HOLE && acknowledges) {
                        result.done(success);
                    }
                });
            });
        }

        private Session session() {
            return java.util.Objects.requireNonNull(session);
        }

        @Override
        public void subscribe(byte[] topicFilter, int qos, Result result) {
            String filter = new String(topicFilter, StandardCharsets.ISO_8859_1);
            request(
                    result,
                    () -> {
                        trace.accept("broker: connection " + number + " subscribes to " + filter);
                        session().filters.put(filter, qos);
                        if (closesAfterSubscribe) {
                            session().connected = null;
                            thrownOut("closes after a subscribe");
                        }
                    },
                    true);
        }

        @Override
        public void unsubscribe(byte[] topicFilter, Result result) {
            request(result, () -> session().filters.remove(new String(topicFilter, StandardCharsets.ISO_8859_1)), true);
        }

        @Override
        public void publish(byte[] topic, int qos, boolean retain, byte[] payload, Result result) {
            String name = new String(topic, StandardCharsets.ISO_8859_1);
            String text = new String(payload, StandardCharsets.ISO_8859_1);
            if (qos == 0) {
                result.done(true);
            }
            request(qos == 0 ? success -> {} : result, () -> see(name, text, qos), true);
        }

        private void see(String topic, String payload, int qos) {
            if (topic.startsWith(FORBIDDEN)) {
                onForbidden.run();
                session().connected = null;
                thrownOut("a publish to " + topic);
                return;
            }
            Seen message = new Seen(topic, payload, qos, request.clientId(), number, now());
            seen.add(message);
            counts.merge(payload, 1, Integer::sum);
            trace.accept("broker: sees " + payload + " on connection " + number);
            onSeen.accept(message);
            hand(topic, payload, qos);
        }

        @Override
        public void close(Result result) {
            request(result, this::abort, true);
            // The answer travels over a connection that is closed afterwards.
            after(LATENCY.plus(ackDelay), () -> {
                if (mood == Mood.BLACK_HOLE) {
                    unansweredCloses.add(result);
                } else {
                    result.done(true);
                }
            });
        }

        @Override
        public void abort() {
            if (!closed) {
                closed = true;
                if (session != null && session.connected == this) {
                    session.connected = null;
                    trace.accept("broker: connection " + number + " ends");
                }
            }
        }
    }
}
