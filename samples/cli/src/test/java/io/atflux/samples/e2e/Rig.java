package io.atflux.samples.e2e;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atflux.fibocom.L610;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.transport.tcp.TcpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** One virtual module on a loopback port, and the driver's connections to it. */
final class Rig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final ModemServer server;
    private final List<L610> connections = new ArrayList<>();
    private final String name = "rig-" + UUID.randomUUID().toString().substring(0, 8);

    Rig(Switches switches) throws IOException {
        LogCapture.hide();
        server = ModemServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), switches, Site.UPLINK);
    }

    /** A module with instant timing. */
    static Rig quick() throws IOException {
        return new Rig(Switches.quick());
    }

    /** A module with instant timing, with more switches moved: {@code name=position}. */
    static Rig quick(String... moved) throws IOException {
        Switches switches = Switches.quick();
        for (String one : moved) {
            switches = switches.with(one);
        }
        return new Rig(switches);
    }

    L610.Builder driver() {
        return driver(port());
    }

    /** Connects over another port of this machine, which is forwarded to the module's. */
    static L610.Builder driver(int port) {
        return driver(port, Duration.ZERO);
    }

    private static L610.Builder driver(int port, Duration latency) {
        return L610.over(TcpTransport.to(InetAddress.getLoopbackAddress().getHostAddress(), port)
                        .latencyAllowance(latency))
                .apn(Apn.of("cmnet"));
    }

    /** With a driver that tolerates a busy machine: an answer that is seconds late is not treated as a late reply. */
    L610 connectPatiently() {
        L610 connected = done(driver(port(), PATIENCE).connect());
        connections.add(connected);
        return connected;
    }

    int port() {
        return server.address().getPort();
    }

    L610 connect() {
        return connect(driver -> driver);
    }

    L610 connect(UnaryOperator<L610.Builder> change) {
        L610 connected = done(change.apply(driver()).connect());
        connections.add(connected);
        return connected;
    }

    /** A connection with a bearer. */
    L610 attached() {
        L610 module = connect();
        done(module.modem().attach());
        return module;
    }

    /** A connection with its first MQTT client open on the shared broker. */
    L610 open() {
        L610 module = attached();
        ends(module.mqtt(1).open(broker()));
        return module;
    }

    VirtualModem machine() {
        return server.modem(0);
    }

    /** The first MQTT client's identifier; the test's topics begin with it too. */
    String name() {
        return name;
    }

    String topic(String rest) {
        return name + "/" + rest;
    }

    /** The shared broker, with a password and this module's own client identifier. */
    Broker broker() {
        return Broker.builder(EmbeddedBroker.HOST, Site.BROKER.port())
                .credentials(Site.USER, Site.PASSWORD)
                .clientId(name)
                .build();
    }

    /** The shared broker for the second MQTT client. */
    Broker secondBroker() {
        return broker().mutate().clientId(name + "-2").build();
    }

    /** The value of a Mono that must have one. */
    static <T> T done(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Site.LIMIT), "ended without a value");
    }

    /** Returns when the Mono has ended. */
    static void ends(Mono<?> mono) {
        mono.block(Site.LIMIT);
    }

    /** The failure of the Mono; a failure of another kind, a success, or no end fails the test. */
    static <E extends Throwable> E failure(Class<E> type, Mono<?> mono) {
        E failure = catchThrowableOfType(type, () -> mono.block(Site.LIMIT));
        if (failure == null) {
            throw new AssertionError("expected a " + type.getSimpleName() + ", but it succeeded");
        }
        return failure;
    }

    @Override
    public void close() {
        connections.forEach(connection -> connection.close().block(Site.LIMIT));
        server.close();
        LogCapture.assertNoSecrets();
    }
}
