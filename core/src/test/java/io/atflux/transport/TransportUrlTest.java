package io.atflux.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportUrlTest {

    @Test
    void hostPortAndParametersAreTakenApart() {
        TransportUrl url = TransportUrl.parse("TCP://modem_1.example:7001/?connect-timeout=2s&note=a%20b+c");

        assertThat(url.scheme()).isEqualTo("tcp");
        assertThat(url.host()).isEqualTo("modem_1.example");
        assertThat(url.port()).isEqualTo(7001);
        assertThat(url.path()).isEqualTo("/");
        assertThat(url.parameters()).isEqualTo(Map.of("connect-timeout", "2s", "note", "a b+c"));
        assertThat(url).isEqualTo(TransportUrl.parse("tcp://modem_1.example:7001/?note=a%20b%2Bc&connect-timeout=2s"));
        assertThat(url.duration("connect-timeout", Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(url.duration("other", Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void anIpv6AddressLosesItsBrackets() {
        TransportUrl url = TransportUrl.parse("tcp://[::1]:7001");

        assertThat(url.host()).isEqualTo("::1");
        assertThat(url.port()).isEqualTo(7001);
        assertThat(url).hasToString("tcp://[::1]:7001");
    }

    @Test
    void aPathWithoutAHostStandsBehindTheScheme() {
        TransportUrl url = TransportUrl.parse("serial:/dev/ttyUSB2?baud=115200");

        assertThat(url.path()).isEqualTo("/dev/ttyUSB2");
        assertThat(url.host()).isEmpty();
        assertThat(url.number("baud", 1, 4_000_000, 0)).isEqualTo(115_200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10.0.0.7:7001            | no scheme",
                "7001                     | no scheme",
                "``                       | no scheme",
                "tcp://host:0             | port 0 is not within 1 to 65535",
                "tcp://host:65536         | port 65536 is not within 1 to 65535",
                "tcp://host:at            | 'at' is no port",
                "tcp://host:              | '' is no port",
                "tcp://::1:7001           | stands in brackets",
                "tcp://[::1:7001          | ']' after the IPv6 address is missing",
                "tcp://host:1?x           | 'x' is no name=value",
                "tcp://host:1?            | '' is no name=value",
                "tcp://host:1?x=1&x=2     | 'x' stands in it twice",
                "tcp://host:1?x=%zz       | two hexadecimal digits",
                "tcp://host:1#x           | '#' has no meaning"
            })
    void whatDoesNotParseIsNamed(String url, String message) {
        assertThatThrownBy(() -> TransportUrl.parse(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> TransportUrl.parse("tcp://me:geheim@host:1"))
                .isInstanceOf(AtUsageException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void missingPartsAndUnknownParametersAreNamed() {
        assertThatThrownBy(() -> TransportUrl.parse("tcp://host").requireHostAndPort())
                .hasMessageContaining("port is missing");
        assertThatThrownBy(() -> TransportUrl.parse("tcp://:7001").requireHostAndPort())
                .hasMessageContaining("host is missing");
        assertThatThrownBy(() -> TransportUrl.parse("tcp://host:1/at").requireHostAndPort())
                .hasMessageContaining("'/at' after the port");
        assertThatThrownBy(() ->
                        TransportUrl.parse("tcp://host:1?conect-timeout=1s").allowParameters("connect-timeout"))
                .hasMessageContaining("unknown parameter 'conect-timeout' (tcp knows connect-timeout)");
    }

    @Test
    void parametersOutOfRangeAreNamed() {
        TransportUrl url = TransportUrl.parse("tcp://host:1?baud=fast&connect-timeout=5");

        assertThatThrownBy(() -> url.number("baud", 1, 10, 0))
                .hasMessageContaining("baud: 'fast' is not within 1 to 10");
        assertThatThrownBy(() -> url.duration("connect-timeout", Duration.ZERO))
                .hasMessageContaining("connect-timeout: '5' is no duration");
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "2s,2000", "1.5s,1500", "0.25s,250", "3m,180000", "1h,3600000", "0s,0"})
    void durationsHaveUnits(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"5", "-1s", "1d", "s", "''", "1.s", "99999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(AtUsageException.class);
    }

    @Test
    void aSchemeThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> AtTransports.of("carrier-pigeon://host:1"))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("no transport for carrier-pigeon:");
    }

    @ParameterizedTest
    @CsvSource({"serial:/dev/ttyUSB0,atflux-transport-serial", "tcp://host:1,atflux-transport-tcp"})
    void aSchemeOfOursThatWasLeftOutNamesItsArtifact(String url, String artifact) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("io.atflux:" + artifact + " provides it but is not on the class path");
    }
}
