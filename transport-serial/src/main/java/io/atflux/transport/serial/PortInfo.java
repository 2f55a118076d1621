package io.atflux.transport.serial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of this machine.
 *
 * @param path today's name, {@code /dev/ttyUSB2}; may change at each re-plug and reboot
 * @param description as the system or the device tells it
 * @param usb null for ports that are not on the USB
 * @param stableNames paths that keep leading to it: by device first, then by socket (Linux: {@code /dev/serial/by-id},
 *     {@code /dev/serial/by-path}); empty where the platform has none
 */
public record PortInfo(
        String path, String description, @Nullable UsbIdentity usb, List<String> stableNames) {

    public PortInfo {
        stableNames = List.copyOf(stableNames);
    }

    /** A port of which nothing but its path is known. */
    public static PortInfo of(String path) {
        return new PortInfo(path, "", null, List.of());
    }

    /** The name to put into a configuration: the first stable one, or else the path. */
    public String preferredName() {
        return stableNames.isEmpty() ? path : stableNames.get(0);
    }
}
