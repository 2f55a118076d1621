package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.tcp.KeepAlive;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenUrlTest {

    @Test
    void aUrlWithoutParametersHasTheDefaults() {
        ListenTransport transport = of("listen://0.0.0.0:7001");
        Rules rules = transport.settings().rules("it");

        assertThat(transport.describe()).isEqualTo("listen://0.0.0.0:7001");
        assertThat(transport.device()).isNull();
        assertThat(transport.settings().traits().waitFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(transport.settings().keepAlive()).isEqualTo(KeepAlive.after(Duration.ofSeconds(30)));
        assertThat(transport.settings().tls()).isNull();
        assertThat(rules.packetLimit()).isEqualTo(1_024);
        assertThat(rules.registerWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rules.holdFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rules.idleLimit()).isEqualTo(Duration.ofSeconds(60));
        assertThat(rules.perAddress()).isEqualTo(100);
        assertThat(rules.connections()).isEqualTo(1_000);
        assertThat(rules.devices()).isEqualTo(10_000);
        assertThat(rules.allowed()).isNull();
        assertThat(rules.heartbeat()).isNull();
        // A builder's listener, in contrast, is open until it is closed.
        assertThat(TcpListener.on("0.0.0.0", 7001).rules("it"))
                .usingRecursiveComparison()
                .ignoringFields("idleLimit")
                .isEqualTo(rules);
        assertThat(TcpListener.on("0.0.0.0", 7001).rules("it").idleLimit()).isNull();
    }

    @Test
    void parametersAreTakenOver() {
        ListenTransport transport =
                of("listen://[::1]:7001?device=dtu-1&registration=regex:ID=(%5Cd%2B);&allow=dtu-1,dtu-2"
                        + "&registration-limit=64&registration-timeout=5s&heartbeat=hex:FE&heartbeat-anywhere=on&per-address=2"
                        + "&connections=3&devices=4&hold=6s&linger=7s&write-timeout=11s&keep-alive=60s&connect-timeout=8s&latency=9s&baud=9600"
                        + "&cert=cert.pem&key=key.pem&ca=ca.pem");
        Rules rules = transport.settings().rules("it");

        assertThat(transport.describe()).isEqualTo("listen://[::1]:7001?device=dtu-1");
        assertThat(transport.device()).isEqualTo("dtu-1");
        assertThat(transport.latencyAllowance()).isEqualTo(Duration.ofSeconds(9));
        assertThat(transport.baudRate()).isEqualTo(9_600);
        assertThat(transport.settings().traits().waitFor()).isEqualTo(Duration.ofSeconds(8));
        assertThat(transport.settings().keepAlive()).isEqualTo(KeepAlive.after(Duration.ofSeconds(60)));
        assertThat(transport.settings().tls()).isNotNull();
        assertThat(transport.settings().writeTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(rules.allowed()).containsExactlyInAnyOrder("dtu-1", "dtu-2");
        assertThat(rules.packetLimit()).isEqualTo(64);
        assertThat(rules.registerWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(rules.heartbeat()).isNotNull();
        assertThat(rules.perAddress()).isEqualTo(2);
        assertThat(rules.connections()).isEqualTo(3);
        assertThat(rules.devices()).isEqualTo(4);
        assertThat(rules.holdFor()).isEqualTo(Duration.ofSeconds(6));
        assertThat(rules.idleLimit()).isEqualTo(Duration.ofSeconds(7));
        assertThat(of("listen://h:1?connect-timeout=off&keep-alive=off")
                        .settings()
                        .keepAlive())
                .isNull();
        assertThat(of("listen://h:1?connect-timeout=off").settings().traits().waitFor())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listen://0.0.0.0                          | port is missing",
                "listen://:7001                            | host is missing",
                "listen://0.0.0.0:0                        | port 0 is not within 1 to 65535",
                "listen://0.0.0.0:65536                    | port 65536 is not within",
                "listen://h:1/x                            | '/x' after the port",
                "listen://h:1?replace=oldest                | replace: 'oldest' is",
                "listen://h:1?replacements=0                | replacements: '0' is not within 1 to 1000",
                "listen://h:1?replace-answer=3s             | replace-answer needs replace=alive-first",
                "listen://h:1?replace=alive-first&replace-answer=2h | is not within 1 ms to 1 hour",
                "listen://h:1?id=1                         | unknown parameter 'id' (listen knows device, ",
                "listen://h:1?device=                      | '' is no device id",
                "listen://h:1?device=a%0Ab                 | 'a?b' is no device id",
                "listen://h:1?allow=a,,b                   | '' is no device id",
                "listen://h:1?registration=imei            | registration is peer, certificate, text:…, regex:… or hex:…",
                "listen://h:1?registration=text:           | '' is no device id",
                "listen://h:1?registration=regex:(         | is no regular expression",
                "listen://h:1?registration=hex:7e          | the id has 0 digits",
                "listen://h:1?registration=certificate     | if none are verified",
                "listen://h:1?registration-limit=0         | registration-limit: '0' is not within 1 to 4096",
                "listen://h:1?registration-limit=4097      | registration-limit: '4097' is not within 1 to 4096",
                "listen://h:1?registration-timeout=0s      | registration time-out",
                "listen://h:1?registration-timeout=soon    | 'soon' is no duration",
                "listen://h:1?hold=0s                      | hold time",
                "listen://h:1?write-timeout=0s             | write time-out",
                "listen://h:1?linger=0s                    | linger",
                "listen://h:1?connect-timeout=0s           | connect time-out",
                "listen://h:1?keep-alive=1ms               | idle",
                "listen://h:1?per-address=0                | per-address: '0' is not within 1 to 1000000",
                "listen://h:1?connections=many             | connections: 'many' is not within 1 to 1000000",
                "listen://h:1?devices=0                    | devices: '0' is not within",
                "listen://h:1?heartbeat=HB                 | heartbeat is text:… or hex:…, not 'HB'",
                "listen://h:1?heartbeat=hex:F              | hexadecimal",
                "listen://h:1?heartbeat-anywhere=on        | needs a heartbeat",
                "listen://h:1?baud=0                       | baud: '0' is not within",
                "listen://h:1?cert=c.pem                   | cert and key are given together",
                "listen://h:1?ca=c.pem                     | ca needs cert and key"
            })
    void whatIsMissingUnknownOrOutOfRangeIsNamed(String url, String message) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(message);
    }

    private static ListenTransport of(String url) {
        AtTransport transport = AtTransports.of(url);
        return (ListenTransport) transport;
    }

    @Test
    void aUrlOfAnotherLineIsNotListenedFor() {
        assertThatThrownBy(() -> TcpListener.dialIn(TransportUrl.parse("tcp://h:1")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("tcp is not listened for");
    }
}
