package io.atflux.transport.serial;

import com.fazecast.jSerialComm.SerialPort;
import io.atflux.error.AtConnectionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The serial ports of this machine, and which of them speak AT: a module shows about seven, of which one or two do. */
public final class SerialPorts {

    private static final Comparator<PortInfo> BY_NUMBER =
            Comparator.comparingInt((PortInfo port) -> port.path().length()).thenComparing(PortInfo::path);

    private SerialPorts() {}

    /**
     * All ports, in the order of their names; opens none. The system call runs on Reactor's threads for blocking work.
     *
     * @return errors with {@link AtConnectionException} if the platform's serial library cannot be loaded
     */
    public static Flux<PortInfo> list() {
        return Mono.fromCallable(SerialPorts::now)
                .onErrorMap(
                        IOException.class,
                        e -> new AtConnectionException(
                                AtConnectionException.Reason.OTHER,
                                "cannot list the serial ports: " + e.getMessage(),
                                e))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapIterable(ports -> ports);
    }

    /**
     * Probes all ports at the same time: opens each exclusively, writes {@code AT} until it is answered or the time limit passes,
     * and closes it. The bytes reach every connected device; if that could harm one, probe a chosen port with
     * {@link #probe(PortInfo, Duration)}. Ports in use by other processes are not touched.
     *
     * @param limit for the answer, and once more for opening; 3 s suit most modules
     * @return one result for each port, in the order of completion; never errors because of a port
     */
    public static Flux<ProbeResult> probe(Duration limit) {
        return list().collectList().flatMapMany(ports -> Flux.fromIterable(ports)
                .flatMap(port -> probe(port, limit), Math.max(1, ports.size())));
    }

    /**
     * Probes one port with the usual settings: 115,200 bits per second, 8N1.
     *
     * @return succeeds with the result; errors only for a limit out of range
     */
    public static Mono<ProbeResult> probe(PortInfo port, Duration limit) {
        return Mono.defer(() -> AtProbe.of(port, SerialTransport.port(port.path()), limit));
    }

    /**
     * Probes one port with the settings of the transport.
     *
     * @return succeeds with the result; errors only for a limit out of range
     */
    public static Mono<ProbeResult> probe(SerialTransport transport, Duration limit) {
        return Mono.defer(() -> AtProbe.of(PortInfo.of(transport.name().text()), transport, limit));
    }

    /** Blocks. */
    static List<PortInfo> now() throws IOException {
        NativeLibrary.load();
        StableNames names = StableNames.ofThisMachine();
        Map<String, List<String>> links = names.links();
        Map<String, PortInfo> ports = new LinkedHashMap<>();
        try {
            for (SerialPort port : SerialPort.getCommPorts()) {
                PortInfo info = info(port, names, links);
                ports.putIfAbsent(info.path(), info);
            }
        } catch (LinkageError noLibrary) {
            throw SerialDevice.noLibrary(noLibrary);
        }
        List<PortInfo> sorted = new ArrayList<>(ports.values());
        sorted.sort(BY_NUMBER);
        return sorted;
    }

    private static PortInfo info(SerialPort port, StableNames names, Map<String, List<String>> links) {
        String path = port.getSystemPortPath();
        if (PortName.FILES) {
            try {
                path = Path.of(path).toRealPath().toString();
            } catch (IOException unplugged) {
                // It keeps the listed name.
                path = port.getSystemPortPath();
            }
        } else {
            path = path.substring(path.lastIndexOf('\\') + 1);
        }
        UsbIdentity usb = port.getVendorID() <= 0
                ? null
                : new UsbIdentity(
                        port.getVendorID(),
                        port.getProductID(),
                        known(port.getSerialNumber()),
                        known(port.getManufacturer()),
                        PortName.FILES ? names.interfaceNumber(path) : null);
        return new PortInfo(path, port.getPortDescription(), usb, links.getOrDefault(path, List.of()));
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isBlank() || text.equals("Unknown") ? null : text;
    }
}
