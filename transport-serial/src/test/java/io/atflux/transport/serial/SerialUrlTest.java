package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransports;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.TransportUrl;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerialUrlTest {

    @Test
    void aUrlWithoutParametersHasTheDefaults() {
        SerialTransport transport = of("serial:/dev/ttyUSB2");

        assertThat(transport.describe()).isEqualTo("serial:/dev/ttyUSB2");
        assertThat(transport.baudRate()).isEqualTo(115_200);
        assertThat(transport.latencyAllowance()).isZero();
        assertThat(transport.settings())
                .isEqualTo(new SerialSettings(115_200, 8, Parity.NONE, 1, FlowControl.NONE, true, true));
        assertThat(transport.limits())
                .isEqualTo(new SerialLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5)));
    }

    @Test
    @Tag("V.250:6.2.9")
    @Tag("V.250:6.2.11")
    @Tag("V.250:6.2.12")
    void parametersAreTakenOver() {
        SerialTransport transport =
                of("serial:COM5?baud=9600&data-bits=7&parity=even&stop-bits=2&flow=rts-cts&dtr=off&rts=off"
                        + "&open-timeout=1s&write-timeout=2s&close-timeout=300ms");

        assertThat(transport.describe()).isEqualTo("serial:COM5");
        assertThat(transport.baudRate()).isEqualTo(9600);
        assertThat(transport.settings())
                .isEqualTo(new SerialSettings(9600, 7, Parity.EVEN, 2, FlowControl.RTS_CTS, false, false));
        assertThat(transport.limits())
                .isEqualTo(new SerialLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(300)));
        assertThat(of("serial:COM5?flow=xon-xoff").settings().flowControl()).isEqualTo(FlowControl.XON_XOFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial:/dev/ttyUSB2", "serial:///dev/ttyUSB2", "SERIAL:/dev/ttyUSB2"})
    void aPathIsWrittenWithOrWithoutAnEmptyHost(String url) {
        assertThat(of(url).name()).isEqualTo(new PortName.AtPath("/dev/ttyUSB2"));
    }

    @Test
    void aUsbDeviceIsNamedByItsSerialNumber() {
        assertThat(of("serial:usb/8663").name()).isEqualTo(new PortName.OfUsb("8663", null));
        assertThat(of("serial:usb/8663/2").name()).isEqualTo(new PortName.OfUsb("8663", 2));
        assertThat(of("serial:usb/8663/2").describe()).isEqualTo("serial:usb/8663/2");
        assertThat(of("serial:/dev/usb/ttyS0").name()).isEqualTo(new PortName.AtPath("/dev/usb/ttyS0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "serial:                              | the port is missing: serial:/dev/ttyUSB2",
                "serial:?baud=9600                    | the port is missing",
                "serial://gateway:7001                | a serial port has no host",
                "serial://ttyUSB2                     | a serial port has no host",
                "serial:%00                           | control character",
                "serial:usb/                          | '' is no USB serial number",
                "serial:usb/8663/x                    | USB interface 'x'",
                "serial:usb/8663/256                  | USB interface 256 is not within 0 to 255",
                "serial:usb/8663/1/2                  | USB interface '1/2'",
                "serial:/dev/ttyS0?speed=9600         | unknown parameter 'speed' (serial knows baud, data-bits, parity",
                "serial:/dev/ttyS0?baud=49            | baud: '49' is not within 50 to 10000000",
                "serial:/dev/ttyS0?baud=10000001      | baud: '10000001' is not within",
                "serial:/dev/ttyS0?baud=fast          | baud: 'fast'",
                "serial:/dev/ttyS0?data-bits=9        | data-bits: '9' is not within 5 to 8",
                "serial:/dev/ttyS0?data-bits=4        | data-bits: '4' is not within 5 to 8",
                "serial:/dev/ttyS0?stop-bits=0        | stop-bits: '0' is not within 1 to 2",
                "serial:/dev/ttyS0?stop-bits=1.5      | stop-bits: '1.5' is not within 1 to 2",
                "serial:/dev/ttyS0?parity=NONE        | parity: 'NONE' is none of none, odd, even, mark, space",
                "serial:/dev/ttyS0?flow=hardware      | flow: 'hardware' is none of none, rts-cts, xon-xoff",
                "serial:/dev/ttyS0?dtr=yes            | dtr: 'yes' is neither on nor off",
                "serial:/dev/ttyS0?rts=               | rts: '' is neither on nor off",
                "serial:/dev/ttyS0?open-timeout=0s    | open time-out",
                "serial:/dev/ttyS0?write-timeout=10   | write-timeout: '10' is no duration",
                "serial:/dev/ttyS0?close-timeout=25h  | close time-out"
            })
    void whatIsMissingUnknownOrOutOfRangeIsNamed(String url, String message) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCopyLeavesItsOriginalAlone() {
        SerialTransport original = SerialTransport.port("/dev/ttyUSB2");
        original.baudRate(9600).framing(7, Parity.ODD, 2).signals(false, false).openTimeout(Duration.ofSeconds(1));

        assertThat(original.settings()).isEqualTo(SerialSettings.DEFAULT);
        assertThat(original.limits()).isEqualTo(SerialLimits.DEFAULT);
    }

    @Test
    void theBuilderNamesWhatIsOutOfRange() {
        SerialTransport transport = SerialTransport.port("/dev/ttyUSB2");

        assertThatThrownBy(() -> transport.baudRate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baud rate 0 is not within 50 to 10000000");
        assertThatThrownBy(() -> transport.framing(8, Parity.NONE, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stop bits 3 is not within 1 to 2");
        assertThatThrownBy(() -> transport.writeTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write time-out");
        assertThatThrownBy(() -> SerialTransport.port(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SerialTransport.usb("a", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SerialTransport of(String url) {
        return (SerialTransport) AtTransports.of(url);
    }

    @Test
    void aUrlOfAnotherLineIsNoSerialPort() {
        assertThatThrownBy(() -> SerialTransport.of(TransportUrl.parse("tcp://h:1")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("tcp is no serial port");
        assertThat(SerialTransport.of(TransportUrl.parse("serial:ttyS0?baud=9600"))
                        .baudRate())
                .isEqualTo(9600);
    }
}
