package io.atflux.transport.serial;

import io.atflux.error.AtUsageException;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.TransportUrl;

/** Turns {@code serial:} URLs into transports. */
final class SerialUrl {

    private static final String USB = "usb/";

    private SerialUrl() {}

    /** @throws AtUsageException for another scheme, and for a part that is missing, unknown or out of range */
    static SerialTransport transport(TransportUrl url) {
        if (!url.scheme().equals("serial")) {
            throw new AtUsageException(
                    AtUsageException.Reason.URL, url + ": " + url.scheme() + " is no serial port", null);
        }
        url.allowParameters(
                "baud",
                "data-bits",
                "parity",
                "stop-bits",
                "flow",
                "dtr",
                "rts",
                "open-timeout",
                "write-timeout",
                "close-timeout");
        if (!url.host().isEmpty() || url.port() != 0) {
            throw bad(url, "a serial port has no host: serial:/dev/ttyUSB2");
        }
        if (url.path().isBlank()) {
            throw bad(url, "the port is missing: serial:/dev/ttyUSB2");
        }
        try {
            SerialTransport named = named(url);
            SerialLimits limits = SerialLimits.DEFAULT;
            return named.baudRate(
                            url.number("baud", SerialSettings.LEAST_BAUD, SerialSettings.MOST_BAUD, named.baudRate()))
                    .framing(
                            url.number("data-bits", 5, 8, 8),
                            url.choice("parity", Parity.NONE),
                            url.number("stop-bits", 1, 2, 1))
                    .flowControl(url.choice("flow", FlowControl.NONE))
                    .signals(url.isOn("dtr", true), url.isOn("rts", true))
                    .openTimeout(url.duration("open-timeout", limits.open()))
                    .writeTimeout(url.duration("write-timeout", limits.write()))
                    .closeTimeout(url.duration("close-timeout", limits.close()));
        } catch (IllegalArgumentException outOfRange) {
            throw new AtUsageException(AtUsageException.Reason.URL, url + ": " + outOfRange.getMessage(), null);
        }
    }

    private static SerialTransport named(TransportUrl url) {
        if (!url.path().startsWith(USB)) {
            return SerialTransport.port(url.path());
        }
        String device = url.path().substring(USB.length());
        int slash = device.indexOf('/');
        if (slash < 0) {
            return SerialTransport.usb(device);
        }
        String number = device.substring(slash + 1);
        if (!number.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("USB interface '" + number + "' is not within 0 to 255");
        }
        return SerialTransport.usb(device.substring(0, slash), Integer.parseInt(number));
    }

    private static AtUsageException bad(TransportUrl url, String why) {
        return new AtUsageException(AtUsageException.Reason.URL, url + " does not parse: " + why, null);
    }
}
