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
 * <p>Each open port has two daemon threads, {@code atflux-serial-ttyUSB2-read} and {@code -write}, because the system's calls
 * block; they end when the port is closed. On shared loops ({@link SerialLoops}) received bytes are handled on the thread that
 * read them, and one thread at a time is the loop of a port's session. A write that the port does not accept delays neither its
 * own session nor another one. An unplugged port is noticed at once by a pending read, and within a second while {@code autoRead}
 * is off. Bytes that had not been read by then are lost.
 *
 * <p>Two programs are kept from using one port by {@code flock(2)} if ports are files, and by the system itself on Windows. A
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
     * A port by its path, {@code /dev/ttyUSB2}, {@code COM5}; by its bare name, {@code ttyUSB2}; or by a link, which is followed
     * at each opening: {@code /dev/serial/by-id/usb-Fibocom_L610-if02-port0} finds the module at any socket.
     *
     * @throws IllegalArgumentException for an empty name, or one that no port can have
     */
    public static SerialTransport port(String name) {
        return of(new PortName.AtPath(name));
    }

    /**
     * The only port of the USB device with this serial number, at any socket.
     *
     * @throws IllegalArgumentException for an empty serial number, or one with a slash
     */
    public static SerialTransport usb(String serialNumber) {
        return of(new PortName.OfUsb(serialNumber, null));
    }

    /**
     * One port of the USB device with this serial number, at any socket. Interface numbers are known on Linux only; on other
     * platforms opening fails and names the device's ports.
     *
     * @param interfaceNumber 0 to 255
     * @throws IllegalArgumentException for an empty serial number, one with a slash, or a number out of range
     */
    public static SerialTransport usb(String serialNumber, int interfaceNumber) {
        return of(new PortName.OfUsb(serialNumber, interfaceNumber));
    }

    /**
     * The port that a URL names:
     * {@code serial:/dev/ttyUSB2[?baud=115200&data-bits=8&parity=none&stop-bits=1&flow=none&dtr=on& rts=on&open-timeout=10s&write-timeout=10s&close-timeout=5s]};
     * {@code parity} is none, odd, even, mark or space, {@code flow} is none, rts-cts or xon-xoff.
     * {@code serial:usb/<serial number>[/<interface>]} finds a USB device at any socket.
     *
     * @throws io.atflux.error.AtUsageException for another scheme, and for a part that is missing, unknown or out of range
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

    /** The time limit for opening. Default 10 s; 1 ms or more. */
    public SerialTransport openTimeout(Duration limit) {
        return with(limits.withOpen(limit));
    }

    /**
     * The longest time for which the port may accept no bytes, in addition to their time on the wire. After it the line is
     * closed, because nothing else ends a write. Default 10 s; 1 ms or more.
     */
    public SerialTransport writeTimeout(Duration limit) {
        return with(limits.withWrite(limit));
    }

    /** The time limit for closing; after it a driver that has not returned is abandoned. Default 5 s; 1 ms or more. */
    public SerialTransport closeTimeout(Duration limit) {
        return with(limits.withClose(limit));
    }

    /**
     * Runs on these threads instead of the shared ones ({@link SerialLoops}); the group may be of any kind, and its creator shuts
     * it down. Its threads should implement {@link reactor.core.scheduler.NonBlocking}, so that blocking in a signal fails
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

    /** Replaces the real port, for tests. */
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

    /** The name used in thread names: {@code ttyUSB2}. */
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
