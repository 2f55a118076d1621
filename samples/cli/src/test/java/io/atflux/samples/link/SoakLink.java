package io.atflux.samples.link;

import io.atflux.fibocom.L610;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.Links;
import io.atflux.link.MqttLink;
import io.atflux.link.Recovery;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.test.Relay;
import io.atflux.transport.Backoff;
import io.atflux.transport.tcp.TcpTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** One link of the soak: its module, a network section before it, its published and its received messages. */
final class SoakLink implements AutoCloseable {

    final String name;
    final VirtualModem modem;
    final MqttLink link;
    final Outages outages = new Outages();
    final Queue<DeliveryReceipt> receipts = new ConcurrentLinkedQueue<>();
    final AtomicInteger received = new AtomicInteger();
    /** The injected faults, by the causes that may be named for them. */
    final Set<LinkCause> faults = EnumSet.noneOf(LinkCause.class);

    private final Relay relay;
    private final EmbeddedBroker broker;
    private final Disposable publishing;

    SoakLink(int number, Links fleet, ModemServer server, EmbeddedBroker broker, Duration pace) throws IOException {
        this.name = "soak-" + number;
        this.broker = broker;
        this.modem = server.modem(number);
        this.relay = new Relay(server.addresses().get(number).getPort());
        LinkOptions options = LinkOptions.builder()
                .reconnect(Backoff.builder()
                        .waits(Duration.ofMillis(500), 2, Duration.ofSeconds(10))
                        .build())
                // A SIM that is inserted while the line is lost is seen only then.
                .recovery(Recovery.builder().lookAgain(Duration.ofSeconds(15)).build())
                .waitForReady(Duration.ofMinutes(10))
                .build();
        this.link = fleet.add(
                name,
                L610.over(TcpTransport.to("127.0.0.1", relay.port()))
                        .apn(Apn.of("cmnet"))
                        .session(client -> client.liveness(Duration.ofSeconds(5)))
                        .connector(),
                Broker.builder(EmbeddedBroker.HOST, broker.port())
                        .clientId(name)
                        .build(),
                options);
        link.states().subscribe(outages::state);
        link.messages("soak/" + name + "/cmd", Qos.AT_LEAST_ONCE).subscribe(message -> received.incrementAndGet());
        publishing = Flux.interval(pace)
                .onBackpressureDrop()
                .concatMap(tick -> link.publish(MqttMessage.builder("soak/" + name)
                        .text(Long.toString(tick))
                        .qos(Qos.AT_LEAST_ONCE)
                        .build()))
                .subscribe(receipts::add);
    }

    /** Injects a fault that ends automatically within a few seconds. */
    Runnable befall(Random random) throws IOException {
        Runnable nothing = () -> {};
        switch (random.nextInt(11)) {
            case 0 -> {
                allow(LinkCause.LINE_LOST, LinkCause.LINE_REFUSED, LinkCause.LINE_UNREACHABLE, LinkCause.MODEM_SILENT);
                relay.recover();
                return nothing;
            }
            case 1 -> {
                allow(LinkCause.LINE_SILENT, LinkCause.MODEM_SILENT, LinkCause.LINE_LOST, LinkCause.MODEM_OUT_OF_STEP);
                relay.goSilent();
                return this::recover;
            }
            case 2 -> {
                allow(
                        LinkCause.MODEM_REBOOTED,
                        LinkCause.LINE_SILENT,
                        LinkCause.MODEM_SILENT,
                        LinkCause.MODEM_OUT_OF_STEP);
                modem.powerCycle();
                return nothing;
            }
            case 3 -> {
                modem.removeSim();
                return modem::insertSim;
            }
            case 4 -> {
                modem.loseNetwork();
                return modem::restoreNetwork;
            }
            case 5 -> modem.faults().loseBearer();
            case 6 -> modem.faults().breakMqtt(1, 1);
            case 7 -> modem.faults().echo(true);
            case 8 -> {
                allow(LinkCause.LINE_NOISE, LinkCause.MODEM_OUT_OF_STEP, LinkCause.LINE_SILENT, LinkCause.MODEM_SILENT);
                modem.faults().noise(new byte[] {(byte) 0x80, 0, (byte) 0xfe, '\r', 'x'});
            }
            case 9 -> broker.disconnect(name);
            default -> {
                allow(
                        LinkCause.MODEM_REBOOTED,
                        LinkCause.LINE_SILENT,
                        LinkCause.MODEM_SILENT,
                        LinkCause.MODEM_OUT_OF_STEP);
                modem.faults().hang();
                return modem::powerCycle;
            }
        }
        return nothing;
    }

    private synchronized void allow(LinkCause... causes) {
        faults.addAll(Set.of(causes));
    }

    synchronized boolean isAllowed(LinkCause cause) {
        return faults.contains(cause);
    }

    private void recover() {
        try {
            relay.recover();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void stopPublishing() {
        publishing.dispose();
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
