package io.atflux.samples.modem.uplink;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection with a dedicated client.
 *
 * <pre>
 *   OPENING ──CONNACK 0──▶ OPEN ──close──▶ CLOSING ──▶ ENDED
 *      └──refused, abort──────┴──lost, abort─────┴───────▲
 * </pre>
 *
 * The thread that changes the phase makes the callbacks of the change, outside the lock; a later event finds
 * the phase gone and is dropped.
 */
final class HiveMqConnection implements Uplink.Connection {

    private enum Phase {
        OPENING,
        OPEN,
        CLOSING,
        ENDED
    }

    private final OpenRequest request;
    private final Uplink.Events events;
    private final Duration patience;
    private final Consumer<HiveMqConnection> onEnd;

    private Phase phase = Phase.OPENING;
    private @Nullable Mqtt3AsyncClient client;
    private @Nullable Line line;
    private final Set<Unanswered> pending = new HashSet<>();

    HiveMqConnection(OpenRequest request, Uplink.Events events, Duration patience, Consumer<HiveMqConnection> onEnd) {
        this.request = request;
        this.events = events;
        this.patience = patience;
        this.onEnd = onEnd;
    }

    /** Looks the name up and starts to connect. Blocks during the look-up, so it runs on a thread that may block. */
    void start(ConnectionLoops loops) {
        try {
            InetAddress address = address(request.host());
            Mqtt3AsyncClient started = MqttClientFactory.client(request, address, patience, loops, this::disconnected);
            Mqtt3Connect connect = MqttClientFactory.connect(request);
            started.publishes(MqttGlobalPublishFilter.ALL, this::received);
            if (!adopt(started)) {
                return;
            }
            ConnectionLoops.watch(
                    this::adopt, () -> started.connect(connect).whenComplete((connAck, failure) -> connected(failure)));
        } catch (UnknownHostException e) {
            refuse(new Refusal(Refusal.Kind.NAME, 0, "the host name is not known"));
        } catch (TlsSetupException e) {
            refuse(e.refusal());
        } catch (RuntimeException e) {
            // A value that no CONNECT can carry: a broker would close the connection without a CONNACK.
            refuse(Refusals.network(e));
        }
    }

    @Override
    public void subscribe(byte[] topicFilter, int qos, Uplink.Result result) {
        request(
                result,
                open -> open.subscribe(Mqtt3Subscribe.builder()
                        .topicFilter(MqttClientFactory.text(topicFilter, "topic filter"))
                        .qos(MqttClientFactory.qos(qos))
                        .build()));
    }

    @Override
    public void unsubscribe(byte[] topicFilter, Uplink.Result result) {
        request(
                result,
                open -> open.unsubscribe(Mqtt3Unsubscribe.builder()
                        .topicFilter(MqttClientFactory.text(topicFilter, "topic filter"))
                        .build()));
    }

    @Override
    public void publish(byte[] topic, int qos, boolean retain, byte[] payload, Uplink.Result result) {
        request(result, open -> open.publish(MqttClientFactory.publish(topic, qos, retain, payload)));
    }

    @Override
    public void close(Uplink.Result result) {
        Mqtt3AsyncClient open;
        Line cable;
        List<Unanswered> unanswered;
        Unanswered asked = new Unanswered(result);
        synchronized (this) {
            open = phase == Phase.OPEN ? client : null;
            cable = line;
            unanswered = open == null ? List.of() : take(Phase.CLOSING);
            pending.add(asked);
        }
        if (open == null || cable == null) {
            abort();
            result.done(false);
            return;
        }
        unanswered.forEach(other -> other.result.done(false));
        open.disconnect().whenComplete((ignored, failure) -> closed(asked, failure == null));
        // A peer that neither reads nor closes must not block the machine.
        cable.channel().eventLoop().schedule(cable::cut, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void abort() {
        Line cable;
        synchronized (this) {
            take(Phase.ENDED);
            cable = line;
        }
        onEnd.accept(this);
        if (cable != null) {
            cable.cut();
        }
    }

    private void request(Uplink.Result result, Request request) {
        Unanswered asked = new Unanswered(result);
        Mqtt3AsyncClient open;
        synchronized (this) {
            open = phase == Phase.OPEN ? client : null;
            if (open != null) {
                pending.add(asked);
            }
        }
        if (open == null) {
            result.done(false);
            return;
        }
        try {
            request.send(open).whenComplete((answer, failure) -> answered(asked, failure == null));
        } catch (IllegalArgumentException unsendable) {
            answered(asked, false);
        }
    }

    private void answered(Unanswered asked, boolean success) {
        boolean awaited;
        synchronized (this) {
            awaited = pending.remove(asked);
        }
        if (awaited) {
            asked.result.done(success);
        }
    }

    /** The JDK takes the empty name for the local host. */
    private static InetAddress address(String host) throws UnknownHostException {
        if (host.isBlank()) {
            throw new UnknownHostException();
        }
        return InetAddress.getByName(host);
    }

    private synchronized boolean adopt(Mqtt3AsyncClient started) {
        client = started;
        return phase == Phase.OPENING;
    }

    private void adopt(Channel channel) {
        Line cable = new Line(channel);
        boolean wanted;
        synchronized (this) {
            line = cable;
            wanted = phase == Phase.OPENING;
        }
        if (!wanted) {
            cable.cut();
        }
    }

    private void connected(@Nullable Throwable failure) {
        if (failure != null) {
            Line cable;
            synchronized (this) {
                cable = line;
            }
            refuse(Refusals.of(failure, cable != null && cable.endedInHandshake()));
            return;
        }
        synchronized (this) {
            if (phase != Phase.OPENING) {
                return;
            }
            phase = Phase.OPEN;
        }
        events.opened();
    }

    private void refuse(Refusal refusal) {
        synchronized (this) {
            if (phase != Phase.OPENING) {
                return;
            }
            take(Phase.ENDED);
        }
        onEnd.accept(this);
        events.refused(refusal);
    }

    private void received(Mqtt3Publish message) {
        synchronized (this) {
            if (phase != Phase.OPEN) {
                return;
            }
        }
        events.message(
                MqttText.bytes(message.getTopic().toByteBuffer()),
                message.getQos().getCode(),
                message.getPayloadAsBytes());
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        List<Unanswered> unanswered;
        synchronized (this) {
            if (phase != Phase.OPEN) {
                return;
            }
            unanswered = take(Phase.ENDED);
        }
        onEnd.accept(this);
        unanswered.forEach(asked -> asked.result.done(false));
        events.lost(Refusals.network(context.getCause()).reason());
    }

    private void closed(Unanswered asked, boolean success) {
        boolean awaited;
        synchronized (this) {
            awaited = pending.contains(asked);
            take(Phase.ENDED);
        }
        onEnd.accept(this);
        if (awaited) {
            asked.result.done(success);
        }
    }

    /** Called with the lock held. */
    private List<Unanswered> take(Phase next) {
        phase = next;
        List<Unanswered> unanswered = List.copyOf(pending);
        pending.clear();
        return unanswered;
    }

    /** One request to the client. */
    private interface Request {
        CompletableFuture<?> send(Mqtt3AsyncClient open);
    }

    /** One unanswered request. It is a separate object because a caller may pass one {@code Result} for several. */
    private static final class Unanswered {

        private final Uplink.Result result;

        Unanswered(Uplink.Result result) {
            this.result = result;
        }
    }
}
