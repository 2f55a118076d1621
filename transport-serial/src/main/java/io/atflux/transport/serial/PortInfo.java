package io.atflux.transport.serial;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A serial port of this machine. */
public final class PortInfo {

    private final String path;
    private final String description;
    private final @Nullable UsbIdentity usb;
    private final List<String> stableNames;

    PortInfo(String path, String description, @Nullable UsbIdentity usb, List<String> stableNames) {
        this.path = path;
        this.description = description;
        this.usb = usb;
        this.stableNames = List.copyOf(stableNames);
    }

    /** A port of which only the path is known. */
    public static PortInfo of(String path) {
        return new PortInfo(path, "", null, List.of());
    }

    /** The present name, {@code /dev/ttyUSB2}; may change at each re-plug and reboot. */
    public String path() {
        return path;
    }

    /** The description given by the system or the device. */
    public String description() {
        return description;
    }

    /** The USB identity; null for ports that are not on the USB. */
    public @Nullable UsbIdentity usb() {
        return usb;
    }

    /**
     * Paths that stay valid: by device first, then by socket (Linux: {@code /dev/serial/by-id}, {@code /dev/serial/by-path});
     * empty if the platform has none.
     */
    public List<String> stableNames() {
        return stableNames;
    }

    /** The name for a configuration: the first stable one, or else the path. */
    public String preferredName() {
        return stableNames.isEmpty() ? path : stableNames.get(0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortInfo port
                && path.equals(port.path)
                && description.equals(port.description)
                && Objects.equals(usb, port.usb)
                && stableNames.equals(port.stableNames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, description, usb, stableNames);
    }

    @Override
    public String toString() {
        return "PortInfo[path=" + path + ", description=" + description + ", usb=" + usb + ", stableNames="
                + stableNames + "]";
    }
}
