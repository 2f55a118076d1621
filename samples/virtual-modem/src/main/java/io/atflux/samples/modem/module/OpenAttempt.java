package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Refusal;
import io.atflux.samples.modem.uplink.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt to connect, from the request to its single end: open, refused, timed out, or given up. */
final class OpenAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAttempt.class);
    private static final Duration BETWEEN_RECONNECTS = Duration.ofSeconds(2);

    /** The messages in transit from the uplink's threads; any beyond are discarded. */
    private static final int BACKLOG = 256;

    /** The events of an open connection. */
    interface Session {

        void message(byte[] topic, int qos, byte[] payload);

        void lost(Uplink.Connection which);
    }

    private final OpenRequest request;
    private final Consumer<Integer> tlsError;
    private final BiConsumer<OpenAttempt, Uplink.@Nullable Connection> ended;
    private final Call.@Nullable Acceptance acceptance;
    private final String outcome;
    private Uplink.@Nullable Connection connection;
    private CmeError failure = CmeError.CONNECT_TIMEOUT;
    private final AtomicInteger backlog = new AtomicInteger();
    private boolean over;

    /** An attempt; {@code acceptance} is null if no command requested it. */
    OpenAttempt(
            OpenRequest request,
            Consumer<Integer> tlsError,
            BiConsumer<OpenAttempt, Uplink.@Nullable Connection> ended,
            Call.@Nullable Acceptance acceptance,
            String outcome) {
        this.request = request;
        this.tlsError = tlsError;
        this.ended = ended;
        this.acceptance = acceptance;
        this.outcome = outcome;
    }

    void start(Switches switches, Clock clock, Uplink uplink, Session session) {
        if (acceptance == null) {
            clock.schedule(BETWEEN_RECONNECTS, () -> begin(switches, clock, uplink, session));
        } else {
            begin(switches, clock, uplink, session);
        }
    }

    private void begin(Switches switches, Clock clock, Uplink uplink, Session session) {
        Refusal forced = ForcedRefusal.of(outcome, request.tls() != null);
        if (forced != null) {
            clock.schedule(switches.time(Switch.REFUSAL_TIME), () -> refuse(forced));
        } else if (outcome.equals("refused")) {
            clock.schedule(switches.time(Switch.REFUSAL_TIME), this::fail);
        } else if (outcome.equals("silent")) {
            clock.execute(this::fail);
        } else if (outcome.equals("unreachable") || switches.is(Switch.SERVER, "silent")) {
            clock.schedule(Duration.ofMillis(switches.number(Switch.OPEN_LIMIT)), this::fail);
        } else {
            connect(switches, clock, uplink, session);
        }
    }

    private void connect(Switches switches, Clock clock, Uplink uplink, Session session) {
        if (over) {
            return;
        }
        Instant begin = clock.now();
        Instant earliest = begin.plusMillis(switches.number(Switch.CONNACK_TIME));
        connection = uplink.open(request, new Uplink.Events() {
            @Override
            public void opened() {
                fromBroker(OpenAttempt.this::succeed);
            }

            /** A slow CONNACK delays everything after it. */
            private void fromBroker(Runnable task) {
                clock.execute(() -> {
                    Duration rest = Duration.between(clock.now(), earliest);
                    if (rest.isNegative() || rest.isZero()) {
                        task.run();
                    } else {
                        clock.schedule(rest, task);
                    }
                });
            }

            @Override
            public void refused(Refusal refusal) {
                clock.execute(() -> {
                    Duration rest = switches.time(Switch.REFUSAL_TIME).minus(Duration.between(begin, clock.now()));
                    clock.schedule(rest.isNegative() ? Duration.ZERO : rest, () -> refuse(refusal));
                });
            }

            @Override
            public void message(byte[] topic, int qos, byte[] payload) {
                if (backlog.incrementAndGet() > BACKLOG) {
                    backlog.decrementAndGet();
                    return;
                }
                fromBroker(() -> {
                    backlog.decrementAndGet();
                    session.message(topic, qos, payload);
                });
            }

            @Override
            public void lost(String reason) {
                fromBroker(() -> {
                    LOG.info("connection lost: {}", reason);
                    if (connection != null) {
                        session.lost(connection);
                    }
                });
            }
        });
        clock.schedule(Duration.ofMillis(switches.number(Switch.OPEN_LIMIT)), this::fail);
    }

    private void refuse(Refusal refusal) {
        if (!over) {
            LOG.info("connection refused: {} {} {}", refusal.kind(), refusal.code(), refusal.reason());
            tlsError.accept(refusal.kind() == Refusal.Kind.TLS ? refusal.code() : 0);
            failure = error(refusal);
            connection = null;
            end(null);
        }
    }

    private static CmeError error(Refusal refusal) {
        return refusal.kind() == Refusal.Kind.BROKER
                ? CmeError.byCode(CmeError.MQTT_PROTOCOL_VERSION.code() + refusal.code() - 1)
                : CmeError.CONNECT_TIMEOUT;
    }

    private void succeed() {
        if (!over) {
            tlsError.accept(0);
            end(connection);
        }
    }

    /** Whether no command requested it. */
    boolean isReconnect() {
        return acceptance == null;
    }

    /** Ends it without success. */
    void fail() {
        if (!over) {
            abort();
            ended.accept(this, null);
        }
    }

    /** Ends it without a report. */
    void abort() {
        over = true;
        if (connection != null) {
            connection.abort();
        }
    }

    private void end(Uplink.@Nullable Connection result) {
        over = true;
        ended.accept(this, result);
    }

    /** Prints its outcome, unless the report is to be lost. */
    void report(String line, boolean success) {
        if (acceptance == null) {
            return;
        }
        if (outcome.equals("silent") || outcome.equals("lost")) {
            acceptance.finishSilently();
        } else if (success) {
            acceptance.finish(line);
        } else {
            acceptance.finishFailed(line, failure);
        }
    }
}
