package io.atflux.samples.gateway.fleet;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkException;
import io.atflux.link.LinkOptions;
import io.atflux.link.Links;
import io.atflux.link.ModuleConnector;
import io.atflux.link.MqttLink;
import io.atflux.link.micrometer.LinkTracing;
import io.atflux.link.micrometer.MicrometerLinkMeters;
import io.atflux.observe.MicrometerObserver;
import io.atflux.outbox.Outbox;
import io.atflux.samples.gateway.config.LinkFactory;
import io.atflux.samples.gateway.config.ModemProperties;
import io.atflux.samples.gateway.config.StartRefusedException;
import io.atflux.samples.gateway.transcript.Transcript;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All modems that run. From any thread. */
public final class Fleet {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private static final Duration PACE = Duration.ofMillis(250);

    private static final String MODEM = "modem";

    /** The source of a modem of the configuration. */
    public static final String CONFIGURED = "configured";

    private final Links links = Links.create();
    private final Map<String, ManagedModem> modems = new ConcurrentSkipListMap<>();
    private final @Nullable Outbox outbox;
    private final MeterRegistry meters;
    private final ObservationRegistry observations;
    private final BiConsumer<String, DeliveryReceipt> receipts;

    /**
     * A fleet without modems.
     *
     * @param outbox the store of messages that wait; null if they are not kept
     * @param receipts is told the modem and the receipt of each message; must return at once
     */
    public Fleet(
            @Nullable Outbox outbox,
            MeterRegistry meters,
            ObservationRegistry observations,
            BiConsumer<String, DeliveryReceipt> receipts) {
        this.outbox = outbox;
        this.meters = meters;
        this.observations = observations;
        this.receipts = receipts;
    }

    /** By name. */
    public Collection<ManagedModem> all() {
        return List.copyOf(modems.values());
    }

    /** By state: first those that need an operator, then those that are not ready, then the rest; each by name. */
    public List<ModemView> views() {
        return modems.values().stream()
                .map(ManagedModem::view)
                .sorted(Comparator.comparing(ModemView::needsHuman)
                        .reversed()
                        .thenComparing(ModemView::ready)
                        .thenComparing(ModemView::name))
                .toList();
    }

    /**
     * All modems at once, and from then on those whose view changed, at most four times a second; one that is gone is not emitted any more.
     * A slow subscriber gets fewer and longer lists, and never one twice.
     */
    public Flux<List<ModemView>> changes() {
        return Flux.defer(() -> {
            Map<ManagedModem, Long> told = new HashMap<>();
            return Flux.interval(Duration.ZERO, PACE)
                    .onBackpressureDrop()
                    .map(tick -> changedSince(told))
                    .filter(changed -> !changed.isEmpty());
        });
    }

    private List<ModemView> changedSince(Map<ManagedModem, Long> told) {
        told.keySet().retainAll(modems.values());
        List<ModemView> changed = new ArrayList<>();
        modems.values().forEach(modem -> {
            long version = modem.version();
            Long before = told.put(modem, version);
            if (before == null || before != version) {
                changed.add(modem.view());
            }
        });
        return changed;
    }

    /** The modem of a name. */
    public Optional<ManagedModem> modem(String name) {
        return Optional.ofNullable(modems.get(name));
    }

    /**
     * The modem of a name.
     *
     * @throws NoSuchModemException if there is none
     */
    public ManagedModem require(String name) {
        return modem(name).orElseThrow(() -> new NoSuchModemException(name));
    }

    /**
     * Makes the modems of the configuration these: one that is new is added, one that is gone is removed, one that differs is made
     * anew; all others are left alone. Reads files.
     *
     * @return succeeds with the names of those that were touched
     */
    public Mono<List<String>> configure(Map<String, ModemProperties> wanted) {
        return Mono.defer(() -> {
            List<String> leaving = all().stream()
                    .filter(modem -> modem.source().equals(CONFIGURED))
                    .filter(modem -> !modem.settings().equals(wanted.get(modem.name())))
                    .map(ManagedModem::name)
                    .toList();
            return Flux.fromIterable(leaving)
                    .flatMap(this::remove, Integer.MAX_VALUE)
                    // A link tells its end on a thread that must not be blocked.
                    .then(Mono.fromCallable(() -> addAll(wanted, leaving)).subscribeOn(Schedulers.boundedElastic()));
        });
    }

    private List<String> addAll(Map<String, ModemProperties> wanted, List<String> left) {
        Set<String> touched = new TreeSet<>(left);
        wanted.forEach((name, settings) -> {
            if (!modems.containsKey(name)) {
                touched.add(name);
                try {
                    add(name, AtTransports.of(settings.url()), CONFIGURED, settings);
                } catch (IllegalArgumentException refused) {
                    throw new StartRefusedException(
                            "gateway.modems." + name + ": " + refused.getMessage(), "Mend this modem's configuration.");
                }
            }
        });
        return List.copyOf(touched);
    }

    /** Adds a modem, and starts its link. Reads the files of its certificates. */
    public ManagedModem add(String name, AtTransport line, String source, ModemProperties settings) {
        Tags tags = Tags.of(MODEM, name);
        ModemWatch watch = new ModemWatch(receipt -> receipts.accept(name, receipt));
        Transcript transcript = new Transcript();
        ModuleConnector module = LinkFactory.module(settings, line)
                .session(session ->
                        session.name(name).onLine(transcript::line).observer(new MicrometerObserver(meters, tags)))
                .onProgress(transcript::step)
                .connector();
        LinkOptions options = LinkFactory.options(settings.policy())
                .outbox(outbox)
                .observer(link -> watch)
                .observer(new MicrometerLinkMeters(meters, link -> tags))
                .build();
        MqttLink link =
                links.add(name, transcript.listeningTo(module), LinkFactory.broker(settings.broker(), name), options);
        ManagedModem modem = new ManagedModem(
                name, line.describe(), source, settings, LinkTracing.of(link, observations), watch, transcript);
        modems.put(name, modem);
        link.start()
                .doOnError(LinkException.class, blocked -> tell(name, blocked))
                .onErrorComplete(LinkException.class)
                .subscribe();
        return modem;
    }

    private static void tell(String name, LinkException blocked) {
        if (blocked.state().cause() != LinkCause.CLOSED_BY_USER) {
            LOG.warn("{}: {}", name, blocked.getMessage());
        }
    }

    /** Closes a modem's link, within 20 s. */
    public Mono<Void> remove(String name) {
        return Mono.defer(() -> {
            ManagedModem modem = modems.remove(name);
            if (modem != null) {
                modem.released();
            }
            return links.remove(name).then(Mono.fromRunnable(() -> forgetGauges(name)));
        });
    }

    /** A gauge of the former session would keep the next one's from being registered. */
    private void forgetGauges(String name) {
        meters.getMeters().stream()
                .filter(meter -> meter.getId().getType() == Meter.Type.GAUGE)
                .filter(meter -> name.equals(meter.getId().getTag(MODEM)))
                .forEach(meters::remove);
    }

    /** Closes all links, within 20 s. */
    public Mono<Void> close() {
        return links.close();
    }
}
