package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtConnectionException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortNameTest {

    private static final PortInfo GNSS = usb("/dev/ttyUSB0", "8663", 1);
    private static final PortInfo MODEM = usb("/dev/ttyUSB7", "8663", 2);
    private static final PortInfo OTHER = usb("/dev/ttyUSB3", "1111", 0);
    private static final List<PortInfo> ALL = List.of(PortInfo.of("/dev/ttyS0"), GNSS, OTHER, MODEM);

    @Test
    void aUsbDeviceIsFoundWhereverItIs() throws Exception {
        assertThat(new PortName.OfUsb("8663", 2).among(ALL)).isEqualTo("/dev/ttyUSB7");
        assertThat(new PortName.OfUsb("1111", null).among(ALL)).isEqualTo("/dev/ttyUSB3");
    }

    @Test
    void aDeviceOfSeveralPortsIsNotGuessedAt() {
        assertThatThrownBy(() -> new PortName.OfUsb("8663", null).among(ALL))
                .isInstanceOf(IOException.class)
                .hasMessage("it has several ports; say which:"
                        + " /dev/ttyUSB0 is interface 1, /dev/ttyUSB7 is interface 2");
        assertThatThrownBy(() -> new PortName.OfUsb("8663", 9).among(ALL))
                .hasMessageContaining("none of its ports is known to be interface 9");
        assertThatThrownBy(() -> new PortName.OfUsb("2222", null).among(ALL))
                .hasMessage("no USB device with that serial number is plugged in");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "ports are no files there")
    void whatIsNoDeviceIsNeverOpened(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("ttyUSB0"));

        assertThatThrownBy(() -> new PortName.AtPath(file.toString()).resolve())
                .isInstanceOf(IOException.class)
                .hasMessage("it is no device but a file or folder");
        assertThatThrownBy(() -> new PortName.AtPath(folder + "/ttyUSB1").resolve())
                .hasMessage("there is no such port");
        assertThatThrownBy(() -> new PortName.AtPath(file + "/x").resolve())
                .hasMessageContaining("cannot be looked up");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "ports are no files there")
    void aBareNameIsAPortOfDev() throws Exception {
        assertThat(new PortName.AtPath("null").resolve()).isEqualTo("/dev/null");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no udev there")
    void linuxsLinksAreStableNames(@TempDir Path folder) throws Exception {
        Path port = Files.createFile(folder.toRealPath().resolve("ttyUSB7"));
        link(folder.resolve("serial/by-id/usb-Fibocom_L610-if02"), port);
        link(folder.resolve("serial/by-path/pci-0-usb-0:1:1.2"), port);
        link(folder.resolve("serial/by-id/usb-gone"), folder.resolve("ttyUSB9"));
        StableNames names = new StableNames(folder.resolve("serial"), folder.resolve("sys"));

        List<String> links = names.links().getOrDefault(port.toString(), List.of());

        assertThat(names.links()).hasSize(1);
        assertThat(links)
                .containsExactly(
                        folder + "/serial/by-id/usb-Fibocom_L610-if02", folder + "/serial/by-path/pci-0-usb-0:1:1.2");
        assertThat(new PortInfo(port.toString(), "", null, links).preferredName())
                .endsWith("by-id/usb-Fibocom_L610-if02");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no sysfs there")
    void linuxsInterfaceNumberIsThatOfThePortOrItsParent(@TempDir Path folder) throws Exception {
        // A converter's port, and a CDC port: their devices are one level apart.
        Path converter = Files.createDirectories(folder.resolve("devices/1-1:1.10/ttyUSB7"));
        Files.writeString(converter.resolveSibling("bInterfaceNumber"), "0a\n");
        Path cdc = Files.createDirectories(folder.resolve("devices/1-2:1.3"));
        Files.writeString(cdc.resolve("bInterfaceNumber"), "03\n");
        link(folder.resolve("sys/ttyUSB7/device"), converter);
        link(folder.resolve("sys/ttyACM0/device"), cdc);
        StableNames names = new StableNames(folder.resolve("serial"), folder.resolve("sys"));

        assertThat(names.interfaceNumber("/dev/ttyUSB7")).isEqualTo(10);
        assertThat(names.interfaceNumber("/dev/ttyACM0")).isEqualTo(3);
        assertThat(names.interfaceNumber("/dev/ttyS0")).isNull();
    }

    @Test
    void theSystemsNumbersBecomeWords() {
        assertThat(OpenFailure.words(true, "/dev/none", 2)).isEqualTo("there is no such port (error 2)");
        assertThat(OpenFailure.words(true, "/dev/none", 13)).isEqualTo("permission denied (error 13)");
        assertThat(OpenFailure.words(true, "/dev/none", 11)).contains("in use by another process");
        assertThat(OpenFailure.words(true, "/dev/none", 35)).contains("in use by another process");
        assertThat(OpenFailure.words(true, "/dev/none", 25)).contains("settings");
        assertThat(OpenFailure.words(true, "/dev/none", 77)).isEqualTo("the system refused it (error 77)");
        assertThat(OpenFailure.words(false, "COM5", 5)).contains("in use").contains("permission");
        assertThat(OpenFailure.words(false, "COM5", 2)).contains("no such port");
    }

    @Test
    void theSystemsNumbersBecomeKinds() {
        assertThat(kind(true, 2)).isEqualTo(Reason.NOT_FOUND);
        assertThat(kind(true, 13)).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(kind(true, 16)).isEqualTo(Reason.IN_USE);
        assertThat(kind(true, 25)).isEqualTo(Reason.OTHER);
        assertThat(kind(false, 5)).isEqualTo(Reason.IN_USE);
        assertThat(kind(false, 2)).isEqualTo(Reason.NOT_FOUND);
        assertThat(OpenException.reason(new IOException("no"))).isEqualTo(Reason.OTHER);
    }

    private static Reason kind(boolean files, int code) {
        return OpenException.reason(OpenFailure.of(files, "port", code));
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    private static PortInfo usb(String path, String serialNumber, int number) {
        return new PortInfo(path, "", new UsbIdentity(0x1782, 0x4d10, serialNumber, null, number), List.of());
    }
}
