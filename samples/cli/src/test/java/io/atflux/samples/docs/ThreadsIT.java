package io.atflux.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.fibocom.L610;
import io.atflux.line.LineShape;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.Profiles;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import io.atflux.transport.tcp.dialin.DialInEvent;
import io.atflux.transport.tcp.dialin.TcpListener;
import io.atflux.urc.UrcType;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** docs/threads.md: which code runs on which thread, over a real TCP line to the virtual modem. */
class ThreadsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** From the code to the threads on which it ran. */
    private final ConcurrentMap<String, Set<String>> ran = new ConcurrentHashMap<>();

    private final UrcType<String> rings =
            UrcType.of(LineShape.whole("RING"), line -> here("decoder of a result code", line.text()));

    private final HiveMqUplink uplink = new HiveMqUplink();
    private ModemServer modem;

    @BeforeEach
    void start() throws Exception {
        modem = ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink);
    }

    @AfterEach
    void stop() throws Exception {
        modem.close();
        uplink.close();
    }

    private AtTransport line() {
        return AtTransports.of(
                "tcp://" + EmbeddedBroker.HOST + ":" + modem.address().getPort());
    }

    private <T> T here(String code, T result) {
        ran.computeIfAbsent(code, none -> ConcurrentHashMap.newKeySet())
                .add(Thread.currentThread().getName().replaceAll("\\d+$", "N"));
        return result;
    }

    private AtClient client() {
        return AtClient.over(line())
                .profile(Profiles.generic().mutate().urc(rings).build())
                .observer(new SessionObserver() {
                    @Override
                    public void commandEnded(Command command) {
                        here("session observer", command);
                    }
                })
                .recordTo(event -> here("recorder", event));
    }

    private AtCommand<String> command() {
        LineShape shape = LineShape.named("+MIPCALL").where(parameters -> here("test of a shape", true));
        return AtCommand.of("AT+MIPCALL=1")
                .timeout(Duration.ofSeconds(10))
                .settledBy(Settlement.by(
                        "+MIPCALL",
                        "bearer",
                        line -> here(
                                "judge of a settlement",
                                line.isNamed("+MIPCALL") ? Verdict.SUCCESS : Verdict.NOT_MINE)))
                .answeredBy(shape)
                .as(reply -> here("decoder of a reply", reply.result().text()));
    }

    private void use(AtClient client) {
        AtSession session = Objects.requireNonNull(client.connect().block(LIMIT));
        Mono<String> ring = session.urcs(rings)
                .doOnNext(line -> here("subscriber to result codes", line))
                .next()
                .cache();
        ring.subscribe();
        session.send(AtCommand.raw("AT"))
                .doOnNext(reply -> here("subscriber to a result", reply))
                .then(session.exclusive(turn -> here("body of a turn", turn.send("ATE0"))))
                .then(session.send(command()))
                .then(Mono.delay(Duration.ofMillis(1), session.timer()))
                .doOnNext(tick -> here("task of the session's timer", tick))
                .doOnNext(tick -> modem.modem(0).network().call("+8613800000000"))
                .then(ring)
                .then(session.close())
                .block(LIMIT);
    }

    @Test
    void aSessionCallsEverythingOnItsEventLoop() {
        use(client());
        assertThat(ran.keySet())
                .contains(
                        "session observer",
                        "recorder",
                        "judge of a settlement",
                        "decoder of a reply",
                        "decoder of a result code",
                        "subscriber to result codes",
                        "subscriber to a result",
                        "body of a turn",
                        "task of the session's timer");
        assertThat(ran)
                .allSatisfy((code, threads) -> assertThat(threads).as(code).containsExactly("atflux-tcp-N"));
    }

    @Test
    void deliverOnMovesSignalsAndNothingElse() {
        Scheduler elsewhere = Schedulers.newSingle("elsewhere");
        try {
            use(client().deliverOn(elsewhere));
        } finally {
            elsewhere.dispose();
        }
        for (Map.Entry<String, Set<String>> code : ran.entrySet()) {
            boolean isSignal = code.getKey().startsWith("subscriber");
            if (!code.getKey().equals("body of a turn")) {
                assertThat(code.getValue())
                        .as(code.getKey())
                        .containsExactly(isSignal ? "elsewhere-N" : "atflux-tcp-N");
            }
        }
    }

    @Test
    void aLinkCallsOnTheEventLoopOrItsTimerOrTheSubscribersThread() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start()) {
            LinkOptions options = LinkOptions.builder()
                    .observer(link -> new LinkObserver() {
                        @Override
                        public void stateChanged(LinkState before, LinkState now) {
                            here("link observer", now);
                        }

                        @Override
                        public void received(MqttMessage message) {
                            here("link observer", message);
                        }
                    })
                    .build();
            MqttLink link = L610.over(line())
                    .apn(Apn.byImsi())
                    .onProgress(step -> here("listener of steps", step))
                    .link(Broker.tcp(EmbeddedBroker.HOST, broker.port()), options);
            link.states().subscribe(state -> here("subscriber to states", state));
            Mono<MqttMessage> first = link.messages("echo", Qos.AT_LEAST_ONCE)
                    .doOnNext(message -> here("subscriber to messages", message))
                    .next();
            Mono<?> published = link.start()
                    .then(link.publish(MqttMessage.of("echo", "hello"))
                            .doOnNext(receipt -> here("subscriber to a receipt", receipt)));
            Mono.when(first, published).block(LIMIT);
            link.close().block(LIMIT);
        }
        String here = Thread.currentThread().getName().replaceAll("\\d+$", "N");
        assertThat(ran.get("subscriber to messages")).containsExactly("atflux-tcp-N");
        for (String code :
                new String[] {"listener of steps", "link observer", "subscriber to states", "subscriber to a receipt"
                }) {
            assertThat(ran.get(code)).as(code).isNotNull().isSubsetOf("atflux-tcp-N", "single-N", here);
        }
    }

    @Test
    void aListenerTellsOfDevicesOnItsEventLoop() throws Exception {
        TcpListener listener = Objects.requireNonNull(
                TcpListener.on(EmbeddedBroker.HOST, 0).bind().block(LIMIT));
        Mono<?> events = listener.events()
                .doOnNext((DialInEvent event) -> here("subscriber to events", event))
                .next();
        Mono<?> devices = listener.devices()
                .doOnNext(device -> here("subscriber to devices", device))
                .next();
        Mono<?> both = Mono.when(events, devices).cache();
        both.subscribe();
        try (Socket device = new Socket(EmbeddedBroker.HOST, listener.port())) {
            assertThat(device.isConnected()).isTrue();
            both.block(LIMIT);
        }
        listener.close().block(LIMIT);
        assertThat(ran).hasSize(2);
        assertThat(ran)
                .allSatisfy((code, threads) -> assertThat(threads).as(code).containsExactly("atflux-tcp-N"));
    }
}
