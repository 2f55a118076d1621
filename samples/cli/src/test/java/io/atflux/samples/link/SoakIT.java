package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.Links;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.e2e.Witness;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Links over sockets for a long time, with a fault every so often: every link recovers, every confirmed message reaches
 * an independent observer, and no cause is named without its fault. {@code -Datflux.soak=PT30M} runs a long soak; the
 * short form has five links.
 */
class SoakIT {

    private static final Duration SHORT = Duration.ofSeconds(20);
    /** A link may be in the middle of its longest recovery when the faults stop. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final Random random = new Random(20261129);
    private final Map<String, Map<String, Integer>> observed = new ConcurrentHashMap<>();
    private final List<SoakLink> links = new ArrayList<>();

    @SuppressWarnings("try")
    @Test
    void linksLiveThroughFaults() throws Exception {
        Duration time = Duration.parse(System.getProperty("atflux.soak", SHORT.toString()));
        boolean campaign = time.compareTo(SHORT) > 0;
        int count = campaign ? 50 : 5;
        Duration every = campaign ? Duration.ofSeconds(2) : Duration.ofSeconds(1);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Links fleet = Links.create();
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start();
                ModemServer server = ModemServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        count,
                        Switches.quick(),
                        new HiveMqUplink(Duration.ofSeconds(5)));
                Observer observer = new Observer(broker.port(), observed)) {
            assertThat(observer.isListening()).isTrue();
            for (int i = 0; i < count; i++) {
                links.add(new SoakLink(i, fleet, server, broker, Duration.ofSeconds(campaign ? 2 : 1)));
            }
            fleet.startAll().block(Duration.ofMinutes(3));
            assertThat(links).allMatch(link -> link.link.state().isReady());
            long heapBefore = heap();
            int faults = faults(time, every, timer);
            awaitAllReady();
            links.forEach(SoakLink::stopPublishing);
            awaitDelivered();
            report(faults, time, heapBefore);
            verify();
            fleet.close().block(Duration.ofMinutes(1));
        } finally {
            timer.shutdownNow();
            for (SoakLink link : links) {
                link.close();
            }
        }
    }

    private int faults(Duration time, Duration every, ScheduledExecutorService timer) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        int faults = 0;
        while (System.nanoTime() < end) {
            SoakLink victim = links.get(random.nextInt(links.size()));
            Runnable over = victim.befall(random);
            timer.schedule(over, 1 + random.nextInt(4), TimeUnit.SECONDS);
            faults++;
            // The rate of the faults is in wall time: this waits for no event.
            timer.schedule(() -> {}, every.toMillis(), TimeUnit.MILLISECONDS).get();
        }
        return faults;
    }

    private void awaitAllReady() {
        for (SoakLink link : links) {
            link.link.states().filter(state -> state.isReady()).blockFirst(RECOVERY);
        }
    }

    /** Waits until everything confirmed is at the observer, whose own connection is as fast as the broker. */
    private void awaitDelivered() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        synchronized (observed) {
            while (!missing().isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.timedWait(observed, 1_000);
            }
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (SoakLink link : links) {
            Map<String, Integer> seen = observed.getOrDefault("soak/" + link.name, Map.of());
            link.receipts.stream()
                    .filter(receipt -> receipt.isConfirmed())
                    .map(receipt -> new String(receipt.message().payload(), StandardCharsets.UTF_8))
                    .filter(number -> !seen.containsKey(number))
                    .forEach(number -> missing.add(link.name + " " + number));
        }
        return missing;
    }

    private void verify() {
        assertThat(missing()).as("confirmed, but not at the broker").isEmpty();
        for (SoakLink link : links) {
            assertThat(link.outages.naming(LinkCause.IDENTITY_IN_USE))
                    .as(link.name)
                    .isEmpty();
            for (LinkCause cause : Set.of(LinkCause.LINE_LOST, LinkCause.LINE_REFUSED, LinkCause.LINE_UNREACHABLE)) {
                if (!link.isAllowed(cause)) {
                    assertThat(link.outages.naming(cause)).as(link.name).isEmpty();
                }
            }
        }
    }

    private void report(int faults, Duration time, long heapBefore) {
        Map<LinkCause, List<Duration>> all = new EnumMap<>(LinkCause.class);
        links.forEach(link -> link.outages.byCause().forEach((cause, times) -> all.computeIfAbsent(
                        cause, none -> new ArrayList<>())
                .addAll(times)));
        long confirmed = links.stream()
                .flatMap(l -> l.receipts.stream())
                .filter(r -> r.isConfirmed())
                .count();
        long others = links.stream()
                .flatMap(l -> l.receipts.stream())
                .filter(r -> !r.isConfirmed())
                .count();
        int twice = observed.values().stream()
                .flatMap(seen -> seen.values().stream())
                .mapToInt(times -> times - 1)
                .sum();
        System.out.printf(
                "soak: %d links, %s, %d faults; confirmed %d, other receipts %d, twice at the observer %d; heap %d kB -> %d kB%n",
                links.size(), time, faults, confirmed, others, twice, heapBefore / 1024, heap() / 1024);
        all.forEach((cause, times) -> {
            List<Duration> sorted = times.stream().sorted().toList();
            System.out.printf(
                    "soak: %-20s %4d outages, p50 %.1f s, p95 %.1f s, longest %.1f s%n",
                    cause, sorted.size(), seconds(sorted, 0.5), seconds(sorted, 0.95), seconds(sorted, 1));
        });
    }

    private static double seconds(List<Duration> sorted, double share) {
        int at = (int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1)));
        return sorted.get(at).toMillis() / 1000.0;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** An independent MQTT client, on all topics of the soak. */
    private static final class Observer implements AutoCloseable {

        private final Witness witness;
        private final Thread reader;

        Observer(int port, Map<String, Map<String, Integer>> seen) {
            witness = Witness.connect(port, "observer").listenTo("soak/+");
            reader = new Thread(() -> read(seen), "observer");
            reader.setDaemon(true);
            reader.start();
        }

        boolean isListening() {
            return reader.isAlive();
        }

        private void read(Map<String, Map<String, Integer>> seen) {
            try {
                while (true) {
                    var message = witness.next();
                    seen.computeIfAbsent(message.getTopic().toString(), none -> new ConcurrentHashMap<>())
                            .merge(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8), 1, Integer::sum);
                    synchronized (seen) {
                        seen.notifyAll();
                    }
                }
            } catch (InterruptedException | AssertionError over) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            reader.interrupt();
            witness.close();
        }
    }
}
