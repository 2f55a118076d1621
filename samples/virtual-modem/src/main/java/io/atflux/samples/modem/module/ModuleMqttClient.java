package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.Faults;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Refusal;
import io.atflux.samples.modem.uplink.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the module's MQTT clients: closed, opening, or open; at most one operation at a time.
 *
 * <pre>
 *   CLOSED --open--> OPENING --CONNACK--> OPEN --close, loss, bearer gone--> CLOSED
 *                       '--refusal, time-out--> CLOSED
 * </pre>
 */
public final class ModuleMqttClient {

    private static final int CERTIFICATE_CHECK = -11;

    /** The module's clock is in the year 2000, in which no certificate is valid yet. */
    private static final Uplink WRONG_CLOCK = (request, events) -> {
        events.refused(new Refusal(Refusal.Kind.TLS, CERTIFICATE_CHECK, "the module's clock is wrong"));
        return new NoConnection();
    };

    private final int id;
    private final Switches switches;
    private final Faults faults;
    private final Clock clock;
    private final Uplink uplink;
    private final Consumer<byte[]> urcs;
    private final Consumer<PrintedMessage> inbox;
    private final MqttSetup setup;
    private final Set<String> subscriptions = new HashSet<>();
    private @Nullable OpenAttempt attempt;
    private Uplink.@Nullable Connection connection;
    private @Nullable Incoming session;
    private @Nullable DeferredOperation pending;
    private final SilentServer silence;

    ModuleMqttClient(
            int id,
            Switches switches,
            Faults faults,
            Clock clock,
            Uplink uplink,
            Consumer<byte[]> urcs,
            Consumer<PrintedMessage> inbox) {
        this.id = id;
        this.switches = switches;
        this.faults = faults;
        this.clock = clock;
        this.uplink = uplink;
        this.urcs = urcs;
        this.inbox = inbox;
        this.setup = new MqttSetup(switches.text(Switch.IMEI));
        this.silence = new SilentServer(switches, clock);
    }

    /** Its number in the commands, 1 or 2. */
    public int id() {
        return id;
    }

    /** Whether CONNACK was received and the session has not ended. */
    public boolean isOpen() {
        return connection != null;
    }

    /** The settings made before the open. */
    public MqttSetup setup() {
        return setup;
    }

    /** Throws if a session is open or being opened. */
    public void requireClosed() {
        requireIdle();
        if (isOpen()) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
    }

    /** Throws unless a session is open and no operation runs. */
    public void requireOpen() {
        requireIdle();
        if (!isOpen()) {
            throw new CommandException(CmeError.NOT_CONNECTED);
        }
    }

    /** Throws while an operation runs. */
    public void requireIdle() {
        if (pending != null && !pending.isOver() || attempt != null) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
    }

    /** AT+MQTTOPEN during an open session: refused, or successful if a switch says so. */
    public boolean answeredAsOpen(Call call) {
        requireIdle();
        if (!isOpen()) {
            return false;
        }
        if (switches.is(Switch.OPEN_WHEN_OPEN, "error")) {
            throw new CommandException(CmeError.ALREADY_CONNECTED);
        }
        call.accept().finish(openLine("1"));
        return true;
    }

    /**
     * AT+MQTTOPEN.
     *
     * @param tlsError receives the GTSSLERR number at the end: 0 unless TLS failed
     */
    public void open(Call call, OpenTarget target, Consumer<Integer> tlsError) {
        String outcome = outcome(Switch.OPEN);
        OpenRequest request = setup.request(target);
        Call.Acceptance acceptance = switches.is(Switch.OPEN_ANSWER, "late") ? call.acceptLate() : call.accept();
        attempt = new OpenAttempt(request, tlsError, this::openEnded, acceptance, outcome);
        Incoming incoming = new Incoming(request);
        session = incoming;
        attempt.start(switches, clock, target.certificateCheckFails() ? WRONG_CLOCK : uplink, incoming);
    }

    private void openEnded(OpenAttempt ended, Uplink.@Nullable Connection result) {
        attempt = null;
        opened(result);
        boolean success = result != null;
        ended.report(openLine(success ? "1" : "0"), success);
    }

    private void opened(Uplink.@Nullable Connection result) {
        connection = result;
        int life = switches.number(Switch.TAKE_OVER);
        if (result != null && life > 0) {
            clock.schedule(Duration.ofMillis(life), () -> cut(result, switches.number(Switch.BREAK_CAUSE)));
        }
    }

    /** The session ends without a request of the module. */
    private void cut(Uplink.Connection which, int cause) {
        Incoming current = session;
        if (connection == which && current != null) {
            which.abort();
            current.lost(which, cause);
        }
    }

    /** Breaks its session, if there is one. */
    public void breakOff(int cause) {
        Uplink.Connection open = connection;
        if (open != null) {
            cut(open, cause);
        }
    }

    /** The switch for the broker's silence was moved. */
    public void serverMoved() {
        Uplink.Connection open = connection;
        Incoming current = session;
        if (open == null || current == null) {
            silence.moved(Duration.ZERO, () -> {});
        } else {
            silence.moved(
                    Duration.ofSeconds(current.request.keepAliveSeconds()),
                    () -> cut(open, switches.number(Switch.BREAK_CAUSE)));
        }
    }

    private String openLine(String result) {
        return (switches.is(Switch.OPEN_SPELLING, "oopen") ? "+MQTTOOPEN: " : "+MQTTOPEN: ") + id + "," + result;
    }

    /** AT+MQTTSUB. */
    public void subscribe(Call call, byte[] filter, int qos) {
        String key = new String(filter, StandardCharsets.ISO_8859_1);
        int limit = switches.number(Switch.SUBSCRIPTIONS);
        boolean full = limit > 0 && subscriptions.size() >= limit && !subscriptions.contains(key);
        operate(call, Switch.SUBSCRIBE, "+MQTTSUB", (open, result) -> {
            if (full) {
                result.done(false);
            } else {
                open.subscribe(filter, qos, success -> {
                    if (success) {
                        clock.execute(() -> subscriptions.add(key));
                    }
                    result.done(success);
                });
            }
        });
    }

    /** AT+MQTTUNSUB. */
    public void unsubscribe(Call call, byte[] filter) {
        operate(call, Switch.UNSUBSCRIBE, "+MQTTUNSUB", (open, result) -> {
            subscriptions.remove(new String(filter, StandardCharsets.ISO_8859_1));
            open.unsubscribe(filter, result);
        });
    }

    /** AT+MQTTPUB, either form. */
    public void publish(Call call, byte[] topic, int qos, boolean retain, byte[] payload) {
        operate(call, Switch.PUBLISH, "+MQTTPUB", (open, result) -> open.publish(topic, qos, retain, payload, result));
    }

    /** AT+MQTTCLOSE. */
    public void close(Call call) {
        if (attempt != null && attempt.isReconnect()) {
            attempt.abort();
            attempt = null;
            call.accept().finish("+MQTTCLOSE: " + id + ",1");
            return;
        }
        operate(call, Switch.CLOSE, "+MQTTCLOSE", (open, result) -> {
            connection = null;
            subscriptions.clear();
            open.close(result);
        });
    }

    private void operate(Call call, Switch kind, String name, Operation operation) {
        requireOpen();
        String outcome = outcome(kind);
        Call.Acceptance acceptance = call.accept();
        Uplink.Connection open = connection;
        if (open == null || outcome.equals("refused")) {
            acceptance.finish(name + ": " + id + ",0");
        } else if (outcome.equals("silent")) {
            acceptance.finishSilently();
        } else {
            boolean bare = kind == Switch.CLOSE && switches.is(Switch.CLOSE_SPELLING, "bare");
            String success = bare ? name : name + ": " + id + ",1";
            DeferredOperation mine =
                    new DeferredOperation(acceptance, success, name + ": " + id + ",0", outcome.equals("lost"));
            pending = mine;
            if (outcome.equals("closes")) {
                clock.execute(() -> cut(open, switches.number(Switch.BREAK_CAUSE)));
            } else {
                Duration late = Duration.ofMillis(kind == Switch.PUBLISH ? switches.number(Switch.PUBLISH_TIME) : 0);
                silence.whenOver(() -> operation.start(open, succeeded -> end(mine, succeeded, late)));
            }
        }
    }

    private void end(DeferredOperation operation, boolean succeeded, Duration late) {
        if (late.isZero()) {
            clock.execute(() -> operation.end(succeeded));
        } else {
            clock.schedule(late, () -> operation.end(succeeded));
        }
    }

    private String outcome(Switch kind) {
        String outcome = faults.outcome(kind);
        if (outcome.equals("error")) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        return outcome;
    }

    /** The bearer is lost, and the session with it. */
    public void bearerLost() {
        if (attempt != null) {
            // A failed reconnection is followed by the next one, which waits for a bearer.
            attempt.fail();
        } else if (connection != null && session != null) {
            connection.abort();
            session.lost(connection);
        }
    }

    /** The power is off: prints nothing more. */
    public void powerLost() {
        if (attempt != null) {
            attempt.abort();
        }
        if (connection != null) {
            connection.abort();
            connection = null;
        }
    }

    private void broken(int cause) {
        connection = null;
        silence.forget();
        subscriptions.clear();
        if (pending != null) {
            pending.end(false);
        }
        if (!switches.is(Switch.RECONNECT, "silent")) {
            print("+MQTTBREAK: " + id + "," + cause);
        }
    }

    private void print(String line) {
        urcs.accept(line.getBytes(StandardCharsets.ISO_8859_1));
    }

    private interface Operation {
        void start(Uplink.Connection open, Uplink.Result result);
    }

    /** Handles the events of an open session, on the machine's thread. */
    private final class Incoming implements OpenAttempt.Session {

        private final OpenRequest request;

        Incoming(OpenRequest request) {
            this.request = request;
        }

        @Override
        public void message(byte[] topic, int qos, byte[] payload) {
            PrintedMessage message = new PrintedMessage(id, qos, topic, payload);
            if (message.fits()) {
                silence.whenOver(() -> inbox.accept(message));
            }
        }

        @Override
        public void lost(Uplink.Connection which) {
            lost(which, switches.number(Switch.BREAK_CAUSE));
        }

        void lost(Uplink.Connection which, int cause) {
            if (connection != which) {
                return;
            }
            broken(cause);
            if (!switches.is(Switch.RECONNECT, "off")) {
                reconnect();
            }
        }

        private void reconnect() {
            attempt = new OpenAttempt(
                    request, code -> {}, this::reconnected, null, ForcedRefusal.lasting(switches.text(Switch.OPEN)));
            attempt.start(switches, clock, uplink, this);
        }

        private void reconnected(OpenAttempt ended, Uplink.@Nullable Connection result) {
            attempt = null;
            opened(result);
            if (result == null) {
                reconnect();
            } else if (switches.is(Switch.RECONNECT, "announced")) {
                print(openLine("1"));
            }
        }
    }
}
