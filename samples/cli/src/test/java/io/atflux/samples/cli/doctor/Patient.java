package io.atflux.samples.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.Run;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A virtual module on a port with a fault, and a scripted network. */
final class Patient implements AutoCloseable {

    static final String BROKER = "mqtt://u:p@broker.example";
    static final String TLS_BROKER = "mqtts://u:p@broker.example";

    final FakeUplink network = new FakeUplink();
    final ModemServer server;

    Patient(String... moved) throws IOException {
        this(null, moved);
    }

    /** With another network instead of the scripted one, if given. */
    Patient(@Nullable Uplink other, String... moved) throws IOException {
        Switches switches = Switches.quick();
        for (String one : moved) {
            switches = switches.with(one);
        }
        server = ModemServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), switches, other == null ? network : other);
    }

    String url() {
        return "tcp://127.0.0.1:" + server.address().getPort();
    }

    /** The module's answers to plain commands. */
    String ask(String... commands) {
        List<String> all = new ArrayList<>(List.of("send", "--no-init", "--urcs", "--linger", "300ms", url()));
        all.addAll(List.of(commands));
        return Run.of(all.toArray(String[]::new)).out();
    }

    Run examine(String... more) {
        return doctor(url(), more);
    }

    static Run doctor(String url, String... more) {
        List<String> all = new ArrayList<>(List.of("doctor", "--json", "--timeout", "1s", url));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    /** The causes of the single failed check, if any. */
    static Set<String> causes(Run run) throws IOException {
        Set<String> causes = new TreeSet<>();
        for (JsonNode check : run.objects()) {
            if (check.get("result").asText().equals("FAIL")) {
                if (!causes.isEmpty()) {
                    throw new AssertionError("two checks fail: " + run.out());
                }
                JsonNode all = check.get("causes");
                if (all == null) {
                    causes.add(check.get("cause").asText());
                } else {
                    all.forEach(cause -> causes.add(cause.asText()));
                }
            }
        }
        return causes;
    }

    /** The check with this name. */
    static JsonNode check(Run run, String name) throws IOException {
        return run.objects().stream()
                .filter(check -> check.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + ": " + run.out() + run.err()));
    }

    @Override
    public void close() {
        server.close();
    }
}
