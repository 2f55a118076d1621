package io.atflux.samples.cli.ports;

import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireLog;
import io.atflux.transport.serial.PortInfo;
import io.atflux.transport.serial.SerialPorts;
import io.atflux.transport.serial.SerialTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        exitCodeList = {"0:listed; with --probe: at least one port speaks AT", "1:none does", "2:the request was wrong"
        })
public final class PortsCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "PORT", description = "These alone: /dev/ttyUSB2, COM5. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--probe", description = "Open each port, write AT, wait for OK, close it again.")
    private boolean probe;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "3s",
            description = "How long a port may take to answer. Default: ${DEFAULT-VALUE}.")
    private Duration limit = Duration.ofSeconds(3);

    @Option(
            names = "--baud",
            paramLabel = "RATE",
            defaultValue = "115200",
            description = "Bits per second of the probe. Default: ${DEFAULT-VALUE}.")
    private int baud = 115_200;

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
        Flux<PortInfo> ports =
                names.isEmpty() ? SerialPorts.list() : Flux.fromIterable(names).map(PortInfo::of);
        Flux<Finding> findings =
                probe ? ports.collectList().flatMapMany(this::probeAll) : ports.map(port -> new Finding(port, null));
        List<Finding> all = new ArrayList<>();
        for (Finding finding : findings.toIterable()) {
            streams.out().println(json ? finding.json() : finding.text());
            all.add(finding);
        }
        if (all.isEmpty()) {
            streams.err().println("atflux: this machine has no serial ports");
        }
        return !probe || all.stream().anyMatch(Finding::speaksAt) ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** All at once; told in the order of their names. */
    private Flux<Finding> probeAll(List<PortInfo> ports) {
        return Flux.fromIterable(ports).flatMapSequential(this::probeOne, Math.max(1, ports.size()));
    }

    private Mono<Finding> probeOne(PortInfo port) {
        return SerialPorts.probe(SerialTransport.port(port.path()).baudRate(baud), limit)
                .map(result -> new Finding(port, result));
    }

    private void check() {
        try {
            SerialTransport usual = SerialTransport.port("any").baudRate(baud).openTimeout(limit);
            names.forEach(SerialTransport::port);
            usual.describe();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
