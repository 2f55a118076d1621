package io.atflux.transport.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A port opened with jSerialComm. Reads wait a second for the first byte, writes until all bytes have been sent. */
final class SerialDevice implements OpenPort {

    private static final int READ_MILLIS = 1000;
    private static final int MODE = SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING;

    /** The library does not distinguish a second opening by this process from a missing port. */
    private static final Set<String> OPEN_HERE = ConcurrentHashMap.newKeySet();

    /** The library keeps one last error code for the whole process. */
    private static final ReentrantLock REASON = new ReentrantLock();

    private static final long REASON_SECONDS = 2;

    /** The library copies a whole array each time, regardless of the number of bytes read or written. */
    private static final int FEW = 256;

    private final SerialPort port;
    private final String path;
    /** As the user named it, for messages. */
    private final String shown;

    private final byte[] fewIn = new byte[FEW];
    private final byte[] fewOut = new byte[FEW];
    private boolean many;

    private SerialDevice(SerialPort port, String path, String shown) {
        this.port = port;
        this.path = path;
        this.shown = shown;
    }

    static OpenPort open(SerialTransport transport) throws IOException {
        String path = transport.name().resolve();
        if (!OPEN_HERE.add(path)) {
            throw new OpenException(Reason.IN_USE, "this process has it open already" + aka(transport, path));
        }
        boolean open = false;
        try {
            NativeLibrary.load();
            SerialPort port = SerialPort.getCommPort(path);
            configure(port, transport.settings());
            openNow(port, path);
            open = true;
            return new SerialDevice(port, path, transport.describe() + aka(transport, path));
        } catch (SerialPortInvalidPortException gone) {
            throw new OpenException(Reason.NOT_FOUND, "there is no such port", gone);
        } catch (LinkageError noLibrary) {
            throw noLibrary(noLibrary);
        } finally {
            if (!open) {
                OPEN_HERE.remove(path);
            }
        }
    }

    static IOException noLibrary(LinkageError why) {
        return new IOException("the native part of the serial library cannot be loaded: " + why.getMessage(), why);
    }

    private static String aka(SerialTransport transport, String path) {
        return transport.name().text().equals(path) ? "" : " as " + path;
    }

    private static void configure(SerialPort port, SerialSettings settings) {
        port.setComPortParameters(
                settings.baudRate(),
                settings.dataBits(),
                settings.stopBits() == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS,
                parity(settings.parity()));
        port.setFlowControl(flowControl(settings.flowControl()));
        port.setComPortTimeouts(MODE, READ_MILLIS, 0);
        port.setDTRandRTS(settings.dtr(), settings.rts());
    }

    /** The library's numbers: constants that the compiler copies. */
    private static int parity(Parity bit) {
        return switch (bit) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case MARK -> SerialPort.MARK_PARITY;
            case SPACE -> SerialPort.SPACE_PARITY;
        };
    }

    private static int flowControl(FlowControl how) {
        return switch (how) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case RTS_CTS -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case XON_XOFF -> SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }

    private static void openNow(SerialPort port, String path) throws IOException {
        boolean alone = false;
        try {
            // While one port hangs on opening, other ports can open, but may report a wrong reason.
            alone = REASON.tryLock(REASON_SECONDS, TimeUnit.SECONDS);
            if (!port.openPort()) {
                throw OpenFailure.of(PortName.FILES, path, port.getLastErrorCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            if (alone) {
                REASON.unlock();
            }
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        byte[] array = many ? into : fewIn;
        int count = port.readBytes(array, Math.min(array.length, into.length));
        if (count < 0) {
            throw gone();
        }
        if (!many) {
            System.arraycopy(array, 0, into, 0, count);
        }
        many = count >= FEW;
        return count;
    }

    @Override
    public void write(byte[] from, int count) throws IOException {
        byte[] array = from;
        if (count <= FEW) {
            System.arraycopy(from, 0, fewOut, 0, count);
            array = fewOut;
        }
        if (port.writeBytes(array, count) != count) {
            throw gone();
        }
    }

    @Override
    public void check() throws IOException {
        if (port.bytesAvailable() < 0) {
            throw gone();
        }
    }

    private IOException gone() {
        boolean unplugged = PortName.FILES && !Files.exists(Path.of(path));
        return new IOException(
                shown + (unplugged ? " was unplugged" : " failed (error " + port.getLastErrorCode() + "): unplugged?"));
    }

    @Override
    public void close() {
        try {
            port.closePort();
        } finally {
            OPEN_HERE.remove(path);
        }
    }
}
