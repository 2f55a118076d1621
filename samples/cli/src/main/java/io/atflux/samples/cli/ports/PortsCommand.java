package io.atflux.samples.cli.ports;

import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireLog;
import io.atflux.transport.serial.PortInfo;
import io.atflux.transport.serial.SerialPorts;
import io.atflux.transport.serial.SerialTransport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code atflux ports}. */
@Command(
        name = "ports",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the serial ports of this machine, with the names that survive a re-plug.",
            "--probe writes AT to them, whatever is plugged in; name ports to spare the others."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:listed; with --probe: at least one port speaks AT",
            "1:none does, or what is named is no port",
            "2:the request was wrong"
        })
public final class PortsCommand implements Callable<Integer> {

    private static final Path PSEUDO_TERMINALS = Path.of("/dev/pts");

    private final Streams streams;

    @Parameters(paramLabel = "PORT", description = "These alone: /dev/ttyUSB2, COM5. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--probe", description = "Open each port, write AT, wait for OK, close it again.")
    private boolean probe;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "With --probe: how long a port may take to answer. Default: 3s.")
    private @Nullable Duration limit;

    @Option(names = "--baud", paramLabel = "RATE", description = "With --probe: bits per second. Default: 115200.")
    private @Nullable Integer baud;

    @Option(names = "--json", description = "One JSON object a port.")
    private boolean json;

    @Mixin
    private WireLog wireLog = new WireLog();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public PortsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        wireLog.apply();
        check();
        List<PortInfo> ports = ports();
        List<Finding> all = new ArrayList<>();
        Flux<Finding> findings =
                probe ? probeAll(ports) : Flux.fromIterable(ports).map(port -> new Finding(port, null));
        for (Finding finding : findings.toIterable()) {
            streams.out().println(json ? finding.json() : finding.text());
            all.add(finding);
        }
        if (all.isEmpty() && names.isEmpty()) {
            streams.err().println("atflux: this machine has no serial ports");
        }
        boolean found = probe ? all.stream().anyMatch(Finding::speaksAt) : all.size() >= names.size();
        return found ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** All ports of this machine, or the named ones; a probe reports a name that is not a port. */
    private List<PortInfo> ports() {
        List<PortInfo> present = names.isEmpty() || !probe
                ? SerialPorts.list().collectList().blockOptional().orElse(List.of())
                : List.of();
        if (names.isEmpty()) {
            return present;
        }
        List<PortInfo> named = new ArrayList<>();
        for (String name : names) {
            PortInfo port = present.stream()
                    .filter(one -> one.path().equals(name) || one.stableNames().contains(name))
                    .findFirst()
                    .orElseGet(() -> PortInfo.of(name));
            if (probe || present.contains(port) || isTerminal(name)) {
                named.add(port);
            } else {
                streams.err().println("atflux: " + name + " is no serial port of this machine");
            }
        }
        return named;
    }

    /** Whether the name is a pseudo-terminal, which is a port for programs but is in no list. */
    private static boolean isTerminal(String name) {
        try {
            return Path.of(name).toRealPath().startsWith(PSEUDO_TERMINALS);
        } catch (IOException | InvalidPathException none) {
            return false;
        }
    }

    /** Probes all at once; the results are in the order of their names. */
    private Flux<Finding> probeAll(List<PortInfo> ports) {
        return Flux.fromIterable(ports).flatMapSequential(this::probeOne, Math.max(1, ports.size()));
    }

    private Mono<Finding> probeOne(PortInfo port) {
        return SerialPorts.probe(SerialTransport.port(port.path()).baudRate(baud()), limit())
                .map(result -> new Finding(port, result));
    }

    private int baud() {
        return baud == null ? 115_200 : baud;
    }

    private Duration limit() {
        return limit == null ? Duration.ofSeconds(3) : limit;
    }

    private void check() {
        if (!probe && (baud != null || limit != null)) {
            throw new ParameterException(spec.commandLine(), "--baud and --limit are of a probe: add --probe");
        }
        try {
            SerialTransport usual = SerialTransport.port("any").baudRate(baud()).openTimeout(limit());
            names.forEach(SerialTransport::port);
            usual.describe();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
