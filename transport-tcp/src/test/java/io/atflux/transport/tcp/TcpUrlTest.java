package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransports;
import io.atflux.transport.TransportUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpUrlTest {

    @Test
    void aUrlWithoutParametersHasTheDefaults() {
        TcpTransport transport = of("tcp://10.0.0.7:7001");

        assertThat(transport.describe()).isEqualTo("tcp://10.0.0.7:7001");
        assertThat(transport.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(transport.writeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(transport.keepAlive())
                .isEqualTo(KeepAlive.builder()
                        .idle(Duration.ofSeconds(30))
                        .interval(Duration.ofSeconds(10))
                        .probes(3)
                        .build());
        assertThat(transport.latencyAllowance()).isZero();
        assertThat(transport.baudRate()).isZero();
    }

    @Test
    void parametersAreTakenOver() {
        TcpTransport transport =
                of("tcp://[::1]:7001?connect-timeout=2500ms&write-timeout=3s&keep-alive=60s&latency=3s&baud=115200");

        assertThat(transport.describe()).isEqualTo("tcp://[::1]:7001");
        assertThat(transport.host()).isEqualTo("::1");
        assertThat(transport.connectTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(transport.writeTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(transport.keepAlive())
                .isEqualTo(KeepAlive.builder()
                        .idle(Duration.ofSeconds(60))
                        .interval(Duration.ofSeconds(20))
                        .probes(3)
                        .build());
        assertThat(transport.latencyAllowance()).isEqualTo(Duration.ofSeconds(3));
        assertThat(transport.baudRate()).isEqualTo(115_200);
        assertThat(of("tcp://host:1?proxy=socks5://p:1080").proxy()).isEqualTo(ProxySettings.socks5("p", 1080));
        assertThat(of("tcp://host:1?proxy=http://%5B::1%5D:3128").proxy()).isEqualTo(ProxySettings.http("::1", 3128));
        assertThat(of("tcp://host:1?keep-alive=off").keepAlive()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tcp://10.0.0.7                       | port is missing",
                "tcp:10.0.0.7:7001                    | host is missing",
                "tcp://:7001                          | host is missing",
                "tcp://h:1/ttyS0                      | '/ttyS0' after the port",
                "tcp://h:1?timeout=1s                 | tcp knows connect-timeout, write-timeout, keep-alive, latency, proxy, baud",
                "tcp://h:1?connect-timeout=0s         | connect time-out",
                "tcp://h:1?connect-timeout=fast       | 'fast' is no duration",
                "tcp://h:1?connect-timeout=600h         | connect time-out",
                "tcp://h:1?write-timeout=0s           | write time-out",
                "tcp://h:1?write-timeout=600h           | write time-out",
                "tcp://h:1?write-timeout=10           | write-timeout: '10' is no duration",
                "tcp://h:1?latency=-1s                | latency: '-1s' is no duration",
                "tcp://h:1?keep-alive=40000s           | 32767 s",
                "tcp://h:1?keep-alive=                | keep-alive: '' is no duration",
                "tcp://h:1?baud=10000001              | baud: '10000001' is not within",
                "tcp://h:1?latency=25h                | latency allowance PT25H is not within 0 to 1 day",
                "tcp://h:1?keep-alive=10ms            | idle",
                "tcp://h:1?proxy=socks5://p           | port is missing",
                "tcp://h:1?proxy=ftp://p:1            | proxy: 'ftp' is neither socks5 nor http",
                "tcp://h:1?proxy=p                    | has no scheme",
                "tcp://h:1?proxy=http://u%3Ax%40p:1   | user names and passwords have no meaning",
                "tcp://h:1?baud=0                     | baud: '0' is not within"
            })
    void whatIsMissingUnknownOrOutOfRangeIsNamed(String url, String message) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCopyLeavesItsOriginalAlone() {
        TcpTransport original = TcpTransport.to("[fe80::1]", 7001);
        original.connectTimeout(Duration.ofSeconds(1)).withoutKeepAlive().baudRate(9600);

        assertThat(original.host()).isEqualTo("fe80::1");
        assertThat(original.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(original.keepAlive()).isNotNull();
        assertThat(original.baudRate()).isZero();
    }

    @Test
    void aDeadPeerIsFoundOutWithinItsLimit() {
        assertThat(KeepAlive.after(Duration.ofSeconds(30)).limit()).isEqualTo(Duration.ofSeconds(60));
        assertThatThrownBy(() -> KeepAlive.builder()
                        .idle(Duration.ofSeconds(1))
                        .interval(Duration.ofSeconds(1))
                        .probes(0)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TcpTransport of(String url) {
        return (TcpTransport) AtTransports.of(url);
    }

    @Test
    void aLineFromAUrlTakesWhatNoUrlHolds() {
        ProxySettings proxy = ProxySettings.socks5("p", 1080)
                .mutate()
                .credentials("user", "geheim")
                .build();

        TcpTransport transport =
                TcpTransport.of(TransportUrl.parse("tls://h:1?latency=2s")).proxy(proxy);

        assertThat(transport.describe()).isEqualTo("tls://h:1");
        assertThat(transport.latencyAllowance()).isEqualTo(Duration.ofSeconds(2));
        assertThat(transport.proxy()).isEqualTo(proxy).hasToString("proxy p:1080");
        assertThatThrownBy(() -> TcpTransport.of(TransportUrl.parse("serial:ttyS0")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("serial is no line over TCP");
    }

    @Test
    void settingsThatAreChangedKeepTheirOtherValues() {
        KeepAlive times = KeepAlive.builder()
                .idle(Duration.ofSeconds(7))
                .interval(Duration.ofSeconds(5))
                .probes(2)
                .build();

        assertThat(times.mutate().build()).isEqualTo(times).hasSameHashCodeAs(times);
        assertThat(times.mutate().probes(9).build().idle()).isEqualTo(Duration.ofSeconds(7));
        assertThat(times.mutate().probes(9).build()).isNotEqualTo(times);
        ProxySettings proxy = ProxySettings.http("p", 3128)
                .mutate()
                .credentials("user", "geheim")
                .build();
        assertThat(proxy.mutate().build()).isEqualTo(proxy).hasSameHashCodeAs(proxy);
        assertThat(proxy.mutate().credentials("user", "other").build()).isNotEqualTo(proxy);
        assertThatThrownBy(() -> ProxySettings.builder().build()).hasMessageContaining("host is empty");
    }
}
