package io.atflux.transport.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Linux's data about a port in addition to its path: udev's links, and the USB interface. Absent on other platforms. */
final class StableNames {

    private final Path devSerial;
    private final Path sysTty;

    StableNames(Path devSerial, Path sysTty) {
        this.devSerial = devSerial;
        this.sysTty = sysTty;
    }

    static StableNames ofThisMachine() {
        return new StableNames(Path.of("/dev/serial"), Path.of("/sys/class/tty"));
    }

    /** Maps real paths to their links, those by device before those by socket. */
    Map<String, List<String>> links() {
        Map<String, List<String>> links = new HashMap<>();
        for (String kind : List.of("by-id", "by-path")) {
            for (Path link : entries(devSerial.resolve(kind))) {
                try {
                    links.computeIfAbsent(link.toRealPath().toString(), real -> new ArrayList<>())
                            .add(link.toString());
                } catch (IOException unplugged) {
                    // Unplugged after the listing.
                    continue;
                }
            }
        }
        return links;
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** {@code bInterfaceNumber}: a CDC port is a child of its interface, a converter's port a grandchild. */
    @Nullable
    Integer interfaceNumber(String path) {
        Path device = sysTty.resolve(Path.of(path).getFileName()).resolve("device");
        for (Path folder : List.of(device, device.resolve(".."))) {
            try {
                String number =
                        Files.readString(folder.resolve("bInterfaceNumber")).strip();
                return Integer.valueOf(number, 16);
            } catch (IOException | NumberFormatException absent) {
                continue;
            }
        }
        return null;
    }
}
