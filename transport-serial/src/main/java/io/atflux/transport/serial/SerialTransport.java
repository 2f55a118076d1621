package io.atflux.transport.serial;

import io.atflux.transport.AtTransport;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.TransportUrl;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A serial port, opened for this process alone. Immutable: every setter returns a changed copy.
 *
 * <p>Each open port has two daemon threads of its own, {@code atflux-serial-ttyUSB2-read} and {@code -write}, because the
 * system's calls block; they end when the port is closed. On shared loops ({@link SerialLoops}) what a port brings is handled on the
 * thread that read it, and one thread at a time is the loop of a port's session. A write that the port does not take keeps neither its
 * own session waiting nor another one. A port that is unplugged is noticed at once by whoever reads, within a second while
 * {@code autoRead} is off. Bytes that had not been read by then are lost.
 *
 * <p>Two programs on one port are kept apart by {@code flock(2)} where ports are files, by the system itself on Windows. A
 * program that locks in another way (lock files under {@code /var/lock}) is not noticed.
 */
public final class SerialTransport implements AtTransport {

    private final PortName name;
    private final SerialSettings settings;
    private final SerialLimits limits;
    private final @Nullable EventLoopGroup group;
    private final OpenPort.Opener opener;

    private SerialTransport(
            PortName name,
            SerialSettings settings,
            SerialLimits limits,
            @Nullable EventLoopGroup group,
            OpenPort.Opener opener) {
        this.name = name;
        this.settings = settings;
        this.limits = limits;
        this.group = group;
        this.opener = opener;
    }

    /**
     * A port by its path, {@code /dev/ttyUSB2}, {@code COM5}; by its bare name, {@code ttyUSB2}; or by a link, which is
     * followed at each opening: {@code /dev/serial/by-id/usb-Fibocom_L610-if02-port0} finds the module wherever it was plugged in
     * again.
     *
     * @throws IllegalArgumentException for an empty name, or one that no port can have
     */
    public static SerialTransport port(String name) {
        return of(new PortName.AtPath(name));
    }

    /**
     * The only port of the USB device with this serial number, wherever it is plugged in.
     *
     * @throws IllegalArgumentException for an empty serial number, or one with a slash
     */
    public static SerialTransport usb(String serialNumber) {
        return of(new PortName.OfUsb(serialNumber, null));
    }

    /**
     * One port of the USB device with this serial number, wherever it is plugged in. Interface numbers are known on Linux
     * alone; elsewhere opening fails and names the device's ports.
     *
     * @param interfaceNumber 0 to 255
     * @throws IllegalArgumentException for an empty serial number, one with a slash, or a number out of range
     */
    public static SerialTransport usb(String serialNumber, int interfaceNumber) {
        return of(new PortName.OfUsb(serialNumber, interfaceNumber));
    }

    /**
     * The port that a URL names: {@code serial:/dev/ttyUSB2[?baud=115200&data-bits=8&parity=none&stop-bits=1&flow=none&dtr=on&
     * rts=on&open-timeout=10s&write-timeout=10s&close-timeout=5s]}; {@code parity} is none, odd, even, mark or space, {@code flow}
     * is none, rts-cts or xon-xoff. {@code serial:usb/<serial number>[/<interface>]} finds a USB device wherever it is plugged in.
     *
     * @throws io.atflux.error.AtUsageException for another scheme, and for what is missing, unknown or out of range
     */
    public static SerialTransport of(TransportUrl url) {
        return SerialUrl.transport(url);
    }

    private static SerialTransport of(PortName name) {
        return new SerialTransport(name, SerialSettings.DEFAULT, SerialLimits.DEFAULT, null, SerialDevice::open);
    }

    /** Bits per second, 50 to 10,000,000. Default 115,200. Ports that are USB devices themselves ignore it. */
    public SerialTransport baudRate(int bitsPerSecond) {
        return with(settings.withBaudRate(bitsPerSecond));
    }

    /**
     * The frame of one byte. Default 8 data bits, no parity, 1 stop bit.
     *
     * @param dataBits 5 to 8; with fewer than 8, payloads are damaged
     * @param stopBits 1 or 2
     */
    public SerialTransport framing(int dataBits, Parity parity, int stopBits) {
        return with(settings.withFraming(dataBits, parity, stopBits));
    }

    /** Default none. With RTS/CTS, a session that stops reading also stops the module. */
    public SerialTransport flowControl(FlowControl how) {
        return with(settings.withFlowControl(how));
    }

    /** The wires Data Terminal Ready and Request To Send after opening. Default both on; some boards reset by one of them. */
    public SerialTransport signals(boolean dtr, boolean rts) {
        return with(settings.withSignals(dtr, rts));
    }

    /** How long opening may take. Default 10 s; 1 ms or more. */
    public SerialTransport openTimeout(Duration limit) {
        return with(limits.withOpen(limit));
    }

    /**
     * How long the port may take no bytes, beyond the time that they need at this speed: then the line is closed, because
     * nothing else ends a write. Default 10 s; 1 ms or more.
     */
    public SerialTransport writeTimeout(Duration limit) {
        return with(limits.withWrite(limit));
    }

    /** How long closing may take; a driver that takes longer is left to itself. Default 5 s; 1 ms or more. */
    public SerialTransport closeTimeout(Duration limit) {
        return with(limits.withClose(limit));
    }

    /**
     * Runs on these threads instead of the shared ones ({@link SerialLoops}), of whatever kind they are; who made the group
     * shuts it down. Its threads should implement {@link reactor.core.scheduler.NonBlocking}, so that blocking in a signal fails
     * instead of hanging.
     */
    public SerialTransport group(EventLoopGroup loops) {
        return new SerialTransport(name, settings, limits, loops, opener);
    }

    private SerialTransport with(SerialSettings changed) {
        return new SerialTransport(name, changed, limits, group, opener);
    }

    private SerialTransport with(SerialLimits changed) {
        return new SerialTransport(name, settings, changed, group, opener);
    }

    /** Opens something else than a real port. */
    SerialTransport opener(OpenPort.Opener other) {
        return new SerialTransport(name, settings, limits, group, other);
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return new OpenMono(this, handler);
    }

    @Override
    public int baudRate() {
        return settings.baudRate();
    }

    @Override
    public String describe() {
        return "serial:" + name.text();
    }

    @Override
    public String toString() {
        return describe();
    }

    PortName name() {
        return name;
    }

    /** For the names of threads: {@code ttyUSB2}. */
    String shortName() {
        String text = name.text();
        return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    }

    SerialSettings settings() {
        return settings;
    }

    SerialLimits limits() {
        return limits;
    }

    OpenPort.Opener opener() {
        return opener;
    }

    /** The user's threads, null for the shared ones. */
    @Nullable
    EventLoopGroup group() {
        return group;
    }
}
