package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.link.Recovery;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.observe.WireEvent;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.e2e.Witness;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import io.atflux.test.Relay;
import io.atflux.transport.Backoff;
import io.atflux.transport.tcp.TcpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A dozen of the cells of {@link StepLossTest} on sockets, with a real broker: a loss at a step of the way up, and the
 * link is ready again, with its subscriptions (four cells by default, {@code -Datflux.link.steps=all} for all twelve).
 * Every confirmed message is at an independent observer, and a message that is there twice is reported as possibly
 * duplicated.
 */
@Timeout(600)
class StepLossIT {

    /**
     * A publish that was in flight when the line was lost delays the next one for twice its 60 s, because its result
     * may still come.
     */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final int MESSAGES = 5;

    enum What {
        LINE_LOSS,
        SILENCE,
        MODULE_RESET,
        BEARER_DROP,
        BROKER_RESTART,
        TAKE_OVER,
        CORRUPTED_BYTES
    }

    /** One link with its module, its network section and its broker. */
    private static final class Cell implements AutoCloseable {

        private final What what;
        private final EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
        private final ModemServer server = ModemServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1,
                Switches.quick(),
                new HiveMqUplink(Duration.ofSeconds(5)));
        private final Relay relay = new Relay(server.addresses().get(0).getPort());
        private final List<Witness> others = new ArrayList<>();
        private final AtomicBoolean reached = new AtomicBoolean();
        private final CompletableFuture<Void> struck = new CompletableFuture<>();
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
        private final MqttLink link;

        Cell(String step, What what) throws Exception {
            this.what = what;
            LinkOptions options = LinkOptions.builder()
                    .reconnect(Backoff.builder()
                            .waits(Duration.ofMillis(500), 2, Duration.ofSeconds(5))
                            .build())
                    .recovery(
                            Recovery.builder().lookAgain(Duration.ofSeconds(15)).build())
                    .waitForReady(LIMIT)
                    .build();
            link = L610.over(TcpTransport.to("127.0.0.1", relay.port()))
                    .apn(Apn.of("cmnet"))
                    .session(client -> client.liveness(Duration.ofSeconds(5)).recordTo(event -> seen(event, step)))
                    .link(
                            Broker.builder(EmbeddedBroker.HOST, broker.port())
                                    .clientId("device")
                                    .build(),
                            options);
            link.messages("cmd/+", Qos.AT_LEAST_ONCE).subscribe(message -> got.add(message.text()));
        }

        private void seen(WireEvent event, String step) {
            if (event.direction() == WireEvent.Direction.SENT
                    && event.bytes().startsWith(step)
                    && reached.compareAndSet(false, true)) {
                // Not on the session's loop, which must not block.
                ForkJoinPool.commonPool().execute(this::strike);
            }
        }

        private void strike() {
            try {
                switch (what) {
                    case LINE_LOSS -> relay.recover();
                    case SILENCE -> {
                        relay.goSilent();
                        CompletableFuture.delayedExecutor(8, TimeUnit.SECONDS).execute(this::recover);
                    }
                    case MODULE_RESET -> server.modem(0).powerCycle();
                    case BEARER_DROP -> server.modem(0).faults().loseBearer();
                    case BROKER_RESTART -> {
                        broker.stop();
                        broker.start();
                    }
                    case TAKE_OVER -> others.add(Witness.connect(broker.port(), "device"));
                    case CORRUPTED_BYTES ->
                        server.modem(0).faults().noise(new byte[] {(byte) 0x80, 0, (byte) 0xfe, '\r', 'x'});
                }
                struck.complete(null);
            } catch (Exception failed) {
                struck.completeExceptionally(failed);
            }
        }

        private void recover() {
            try {
                relay.recover();
            } catch (IOException failed) {
                struck.completeExceptionally(failed);
            }
        }

        void play() throws Exception {
            List<DeliveryReceipt> receipts = new ArrayList<>();
            link.start().subscribe();
            // The observer's own connection would break with the broker, so it starts after that.
            boolean late = what == What.BROKER_RESTART;
            Witness observer =
                    late ? null : Witness.connect(broker.port(), "observer").listenTo("data/+");
            for (int i = 0; i < MESSAGES; i++) {
                receipts.add(published("m" + i));
            }
            struck.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Witness witness = observer == null
                    ? Witness.connect(broker.port(), "observer").listenTo("data/+")
                    : observer;
            others.add(witness);
            receipts.add(published("last"));
            link.states().filter(LinkState::isReady).blockFirst(LIMIT);
            assertThat(receipts).as("receipts").allMatch(DeliveryReceipt::isConfirmed);
            if (!late) {
                assertAllSeen(receipts, witness);
            }
            assertSubscribed(witness);
        }

        private DeliveryReceipt published(String text) {
            return Objects.requireNonNull(
                    link.publish(MqttMessage.of("data/x", text)).block(LIMIT));
        }

        private static void assertAllSeen(List<DeliveryReceipt> receipts, Witness witness) throws InterruptedException {
            Map<String, Integer> seen = new HashMap<>();
            while (!seen.containsKey("last")) {
                seen.merge(witness.nextText(), 1, Integer::sum);
            }
            for (DeliveryReceipt receipt : receipts) {
                int times = seen.getOrDefault(receipt.message().text(), 0);
                assertThat(times).as("%s at the observer", receipt).isPositive();
                assertThat(times == 1 || receipt.possiblyDuplicated())
                        .as("%s, %d times", receipt, times)
                        .isTrue();
            }
        }

        /**
         * A message sent before the link has noticed the last break is not delivered to it, so another one is sent
         * later.
         */
        private void assertSubscribed(Witness witness) throws InterruptedException {
            String came = null;
            for (int i = 0; i < 60 && came == null; i++) {
                witness.publish("cmd/on", "on " + i);
                came = got.poll(1, TimeUnit.SECONDS);
            }
            assertThat(came).as("subscribed to again; " + link.state()).startsWith("on ");
        }

        @Override
        public void close() throws IOException {
            link.close().block(LIMIT);
            others.forEach(Witness::close);
            relay.close();
            server.close();
            broker.close();
        }
    }

    private static final List<Arguments> SHORT = List.of(
            cell("ATE0", What.LINE_LOSS),
            cell("AT+MIPCALL=1", What.BEARER_DROP),
            cell("AT+MQTTOPEN=", What.BROKER_RESTART),
            cell("AT+MQTTSUB=", What.TAKE_OVER));

    private static final List<Arguments> MORE = List.of(
            cell("AT+CFUN=", What.MODULE_RESET),
            cell("AT+CPIN?", What.SILENCE),
            cell("AT+CGDCONT=", What.CORRUPTED_BYTES),
            cell("AT+CGREG?", What.LINE_LOSS),
            cell("AT+MIPCALL=1", What.MODULE_RESET),
            cell("AT+MQTTUSER=", What.LINE_LOSS),
            cell("AT+MQTTPUB=", What.LINE_LOSS),
            cell("AT+MQTTPUB=", What.BROKER_RESTART));

    private static Arguments cell(String step, What what) {
        return Arguments.of(step, what);
    }

    static Stream<Arguments> cells() {
        boolean all = "all".equals(System.getProperty("atflux.link.steps"));
        return all ? Stream.concat(SHORT.stream(), MORE.stream()) : SHORT.stream();
    }

    @SuppressWarnings("try")
    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("cells")
    void aLossAtAStepIsMendedOnSockets(String step, What what) throws Exception {
        try (Cell cell = new Cell(step, what)) {
            cell.play();
        }
    }
}
