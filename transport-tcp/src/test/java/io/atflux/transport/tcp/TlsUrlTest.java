package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransports;
import io.atflux.transport.tcp.internal.TlsIdentity;
import io.atflux.transport.tcp.internal.TlsTrust;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsUrlTest {

    private static final String PIN = "AB".repeat(32);

    @Test
    void aBareUrlVerifiesTheServer() {
        TcpTransport transport = (TcpTransport) AtTransports.of("tls://box.example:7002?latency=1s&baud=9600");
        TlsSettings settings = Objects.requireNonNull(transport.tls());

        assertThat(transport.describe()).isEqualTo("tls://box.example:7002");
        assertThat(transport.baudRate()).isEqualTo(9600);
        assertThat(transport.latencyAllowance()).hasSeconds(1);
        assertThat(settings.trust()).isInstanceOf(TlsTrust.OfTheSystem.class);
        assertThat(settings.identity()).isNull();
        assertThat(settings.serverName()).isNull();
    }

    @Test
    void whatIsTrustedAndShownCanBeGiven() {
        assertThat(settings("ca=/etc/ca.pem").trust()).isEqualTo(new TlsTrust.Authorities(Path.of("/etc/ca.pem")));
        assertThat(settings("verify=off").trust()).isInstanceOf(TlsTrust.Anything.class);
        assertThat(settings("fingerprint=" + PIN.toLowerCase()).trust()).isEqualTo(new TlsTrust.Pinned(PIN));
        assertThat(settings("server-name=box.example").serverName()).isEqualTo("box.example");
        assertThat(settings("cert=a.pem&key=b.pem").identity())
                .isEqualTo(new TlsIdentity(Path.of("a.pem"), Path.of("b.pem"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tls://box.example               | port is missing",
                "tls://h:1?verify=no             | verify can only be off",
                "tls://h:1?ca=a.pem&verify=off   | exclude each other",
                "tls://h:1?fingerprint=12:34     | 64 hexadecimal digits",
                "tls://h:1?fingerprint=          | 64 hexadecimal digits",
                "tls://h:1?cert=a.pem            | cert and key are given together",
                "tls://h:1?key=b.pem             | cert and key are given together",
                "tls://h:1?cert=&key=b.pem       | cert names no file",
                "tls://h:1?server-name=          | is no host name",
                "tls://h:1?write-timeout=0s      | write time-out",
                "tls://h:1?ca=                   | ca names no file",
                "tls://h:1?ca=a%00b              | Nul character",
                "tls://h:1?server-name=a%20b     | is no host name",
                "tls://h:1?baud=0                | is not within 1 to",
                "tls://h:1?insecure=true         | unknown parameter 'insecure'",
                "tcp://h:1?ca=a.pem              | unknown parameter 'ca'"
            })
    void whatIsMissingUnknownOrOutOfRangeIsNamed(String url, String message) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPasswordIsNeverShown() {
        TlsIdentity identity = new TlsIdentity(Path.of("a.pem"), Path.of("b.pem"), "geheim");

        assertThat(identity.toString()).doesNotContain("geheim");
    }

    private static TlsSettings settings(String parameters) {
        return Objects.requireNonNull(((TcpTransport) AtTransports.of("tls://h:1?" + parameters)).tls());
    }
}
