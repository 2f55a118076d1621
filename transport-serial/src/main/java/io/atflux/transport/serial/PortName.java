package io.atflux.transport.serial;

import io.atflux.error.AtConnectionException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's name for a port. It is resolved at each opening, because a module that was plugged in again has another path. */
sealed interface PortName {

    /** The port's present path: {@code /dev/ttyUSB2}, {@code COM5}. Blocks. */
    String resolve() throws IOException;

    /** The text after {@code serial:}. */
    String text();

    /** Whether ports are files on this platform. */
    boolean FILES = File.separatorChar == '/';

    /** A path, or a stable name that links to one. */
    record AtPath(String text) implements PortName {
        public AtPath {
            if (text.isBlank()) {
                throw new IllegalArgumentException("the port's name is empty");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("the port's name has a control character");
            }
            try {
                Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + text + "' is no port's name", e);
            }
        }

        @Override
        public String resolve() throws IOException {
            return FILES ? file(text.startsWith("/") ? Path.of(text) : Path.of("/dev", text)) : text;
        }

        private static String file(Path path) throws IOException {
            try {
                Path real = path.toRealPath();
                // Any other file could be opened as well, and would be written to.
                if (!Files.readAttributes(real, BasicFileAttributes.class).isOther()) {
                    throw new OpenException(Reason.NOT_FOUND, "it is no device but a file or folder");
                }
                return real.toString();
            } catch (NoSuchFileException missing) {
                throw new OpenException(Reason.NOT_FOUND, "there is no such port", missing);
            } catch (AccessDeniedException hidden) {
                throw new OpenException(Reason.NOT_PERMITTED, "this user may not read a folder of its path", hidden);
            } catch (FileSystemException unreadable) {
                throw new IOException("it cannot be looked up: " + unreadable.getMessage(), unreadable);
            }
        }
    }

    /** A USB device by its serial number, and one of its interfaces. */
    record OfUsb(String serialNumber, @Nullable Integer interfaceNumber) implements PortName {
        public OfUsb {
            if (serialNumber.isBlank() || serialNumber.indexOf('/') >= 0) {
                throw new IllegalArgumentException("'" + serialNumber + "' is no USB serial number");
            }
            if (interfaceNumber != null && (interfaceNumber < 0 || interfaceNumber > 255)) {
                throw new IllegalArgumentException("USB interface " + interfaceNumber + " is not within 0 to 255");
            }
        }

        @Override
        public String text() {
            return "usb/" + serialNumber + (interfaceNumber == null ? "" : "/" + interfaceNumber);
        }

        @Override
        public String resolve() throws IOException {
            return among(SerialPorts.now());
        }

        String among(List<PortInfo> ports) throws IOException {
            List<PortInfo> ofDevice = ports.stream()
                    .filter(port ->
                            port.usb() != null && serialNumber.equals(port.usb().serialNumber()))
                    .toList();
            List<PortInfo> matching = interfaceNumber == null
                    ? ofDevice
                    : ofDevice.stream()
                            .filter(port -> port.usb() != null
                                    && interfaceNumber.equals(port.usb().interfaceNumber()))
                            .toList();
            if (matching.size() == 1) {
                return matching.get(0).path();
            }
            String found = ofDevice.isEmpty()
                    ? "no USB device with that serial number is plugged in"
                    : matching.isEmpty()
                            ? "none of its ports is known to be interface " + interfaceNumber + " (" + paths(ofDevice)
                                    + ")"
                            : "it has several ports; say which: " + paths(matching);
            throw new OpenException(Reason.NOT_FOUND, found);
        }

        private static String paths(List<PortInfo> ports) {
            return String.join(
                    ", ",
                    ports.stream()
                            .map(port -> port.usb() == null || port.usb().interfaceNumber() == null
                                    ? port.path()
                                    : port.path() + " is interface "
                                            + port.usb().interfaceNumber())
                            .toList());
        }
    }
}
