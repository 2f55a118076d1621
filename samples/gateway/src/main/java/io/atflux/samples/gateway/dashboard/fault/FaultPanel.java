package io.atflux.samples.gateway.dashboard.fault;

import io.atflux.samples.gateway.demo.DemoWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The switches of the virtual modems and their broker. Pushing one may block. */
@Component
@Profile("demo")
public final class FaultPanel {

    /** No modem's name. */
    private static final String BROKER = "";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DemoWorld world;
    private final Set<String> made = new HashSet<>();
    private final Object broker = new Object();
    private final Sinks.Many<String> pushed = Sinks.many().multicast().directBestEffort();
    private volatile boolean brokerRuns = true;

    FaultPanel(DemoWorld world) {
        this.world = world;
    }

    /**
     * A switch.
     *
     * @param on whether its fault lasts now
     */
    public record View(String key, String href, String label, String words, boolean lasting, boolean on) {}

    /** The switches of a modem; none for one that is not virtual. */
    public synchronized List<View> of(String modem) {
        return world.modem(modem) == null
                ? List.of()
                : Arrays.stream(Fault.values()).map(fault -> view(modem, fault)).toList();
    }

    private View view(String modem, Fault fault) {
        boolean on = made.contains(key(modem, fault));
        String href = "/demo/modems/" + modem + "/faults/" + fault.key();
        return new View(fault.key(), href, fault.label(on), fault.words(), fault.lasts(), on);
    }

    /** The switches of a modem, each time that one of them was pushed. */
    public Flux<List<View>> pushed(String modem) {
        return pushed.asFlux().filter(modem::equals).onBackpressureLatest().map(this::of);
    }

    /** Whether the broker is there, each time that its switch was pushed. */
    public Flux<Boolean> brokerPushed() {
        return pushed.asFlux().filter(BROKER::equals).onBackpressureLatest().map(name -> brokerRuns);
    }

    private void tell(String name) {
        pushed.emitNext(name, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
    }

    /** Whether the broker is there. */
    public boolean brokerRuns() {
        return brokerRuns;
    }

    synchronized void push(String modem, String key) throws IOException {
        if (world.modem(modem) == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no virtual modem \"" + modem + "\".");
        }
        Fault fault = fault(key);
        if (!fault.lasts()) {
            fault.make(world, modem);
        } else if (made.remove(key(modem, fault))) {
            fault.mend(world, modem);
        } else {
            fault.make(world, modem);
            made.add(key(modem, fault));
        }
        tell(modem);
    }

    /** Takes seconds. */
    void pushBroker() throws IOException {
        synchronized (broker) {
            if (brokerRuns) {
                world.broker().stop();
            } else {
                world.broker().start();
            }
            brokerRuns = !brokerRuns;
            tell(BROKER);
        }
    }

    private static Fault fault(String key) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no fault \"" + key + "\"."));
    }

    private static String key(String modem, Fault fault) {
        return modem + " " + fault.key();
    }
}
