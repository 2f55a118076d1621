package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransports;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnetUrlTest {

    @Test
    void aBareRfc2217UrlHasTheSettingsThatModulesStartWith() {
        TcpTransport transport = of("rfc2217://10.0.0.7:2217");

        assertThat(transport.describe()).isEqualTo("rfc2217://10.0.0.7:2217");
        assertThat(transport.baudRate()).isEqualTo(115_200);
        assertThat(transport.comPort())
                .isEqualTo(ComPortSettings.builder()
                        .dataBits(8)
                        .parity(Parity.NONE)
                        .stopBits(1)
                        .flowControl(FlowControl.NONE)
                        .dtr(true)
                        .rts(true)
                        .build());
        assertThat(transport.tls()).isNull();
    }

    @Test
    @Tag("V.250:6.2.12")
    void settingsAreTakenOver() {
        TcpTransport transport = of("rfc2217+tls://h:1?baud=9600&data-bits=7&parity=even&stop-bits=2&flow=rts-cts"
                + "&dtr=off&rts=off&verify=off&latency=2s");

        assertThat(transport.describe()).isEqualTo("rfc2217+tls://h:1");
        assertThat(transport.baudRate()).isEqualTo(9600);
        assertThat(transport.comPort())
                .isEqualTo(ComPortSettings.builder()
                        .dataBits(7)
                        .parity(Parity.EVEN)
                        .stopBits(2)
                        .flowControl(FlowControl.RTS_CTS)
                        .dtr(false)
                        .rts(false)
                        .build());
        assertThat(transport.tls()).isNotNull();
    }

    /** The rest after a slow connection may be a millisecond. */
    @Test
    void answersHaveThreeSecondsWhateverTheConnectTimeoutLeaves() {
        assertThat(of("rfc2217://h:1?connect-timeout=1ms").telnetOptions().answerLimit())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(of("rfc2217://h:1?connect-timeout=1ms&latency=2s")
                        .telnetOptions()
                        .answerLimit())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void plainTelnetAsksForNoPort() {
        TcpTransport transport = of("telnet://h:23?baud=9600");

        assertThat(transport.describe()).isEqualTo("telnet://h:23");
        assertThat(transport.comPort()).isNull();
        assertThat(transport.baudRate()).isEqualTo(9600);
        assertThatThrownBy(() -> transport.comPort(ComPortSettings.defaults()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("telnet://h:23");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rfc2217://h                    | port is missing",
                "rfc2217://h:1?baud=0           | baud: '0' is not within 1 to",
                "rfc2217://h:1?baud=fast        | baud: 'fast' is not within",
                "rfc2217://h:1?baud=10000001    | baud: '10000001' is not within 1 to 10000000",
                "rfc2217://h:1?data-bits=4      | data-bits: '4' is not within 5 to 8",
                "rfc2217://h:1?stop-bits=0      | stop-bits: '0' is not within 1 to 2",
                "rfc2217://h:1?rts=             | rts: '' is neither on nor off",
                "rfc2217+tls://h                | port is missing",
                "rfc2217+tls://h:1?verify=on    | verify can only be off",
                "telnet://h                     | port is missing",
                "telnet://h:1?baud=0            | baud: '0' is not within 1 to",
                "rfc2217://h:1?data-bits=9      | data-bits: '9' is not within 5 to 8",
                "rfc2217://h:1?parity=nine      | parity: 'nine' is none of none, odd, even, mark, space",
                "rfc2217://h:1?stop-bits=3      | stop-bits: '3' is not within 1 to 2",
                "rfc2217://h:1?flow=hard        | flow: 'hard' is none of none, rts-cts, xon-xoff",
                "rfc2217://h:1?dtr=yes          | dtr: 'yes' is neither on nor off",
                "rfc2217://h:1?verify=off       | unknown parameter 'verify'",
                "telnet://h:1?parity=none       | unknown parameter 'parity'",
                "telnet://h:1/ttyS0             | '/ttyS0' after the port"
            })
    @Tag("RFC-2217:SET-DATASIZE")
    @Tag("RFC-2217:SET-PARITY")
    @Tag("RFC-2217:SET-STOPSIZE")
    void whatIsMissingUnknownOrOutOfRangeIsNamed(String url, String message) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(message);
    }

    private static TcpTransport of(String url) {
        return (TcpTransport) AtTransports.of(url);
    }

    @Test
    void portSettingsThatAreChangedKeepTheirOtherValues() {
        ComPortSettings settings = ComPortSettings.builder()
                .dataBits(7)
                .parity(Parity.EVEN)
                .stopBits(2)
                .flowControl(FlowControl.RTS_CTS)
                .dtr(false)
                .rts(false)
                .build();

        assertThat(settings.mutate().build()).isEqualTo(settings).hasSameHashCodeAs(settings);
        assertThat(settings.mutate().dtr(true).build()).isNotEqualTo(settings);
        assertThat(settings.mutate().rts(true).build()).isNotEqualTo(settings);
    }
}
