package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.mqtt.TlsFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    static final byte[] CERTIFICATE = pem("CERTIFICATE", "MIIB\r\nfake");
    static final byte[] KEY = pem("PRIVATE KEY", "MIIE\r\nkeys");

    static byte[] pem(String label, String body) {
        return ("-----BEGIN " + label + "-----\r\n" + body + "\r\n-----END " + label + "-----\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void filesOfTheirKindAreTaken() {
        assertThatCode(() -> Pem.check("AT+GTSSLFILE", TlsFile.TRUST, CERTIFICATE))
                .doesNotThrowAnyException();
        assertThatCode(() -> Pem.check("AT+GTSSLFILE", TlsFile.CLIENT_KEY, KEY)).doesNotThrowAnyException();
        assertThatCode(() -> Pem.check(
                        "AT+GTSSLFILE", TlsFile.CLIENT_KEY, pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nMIIE")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIIBfake",
                "hello",
                "-----BEGIN CERTIFICATE-----\nMIIB",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END PRIVATE KEY-----"
            })
    void whatIsNoCertificateIsRefused(String text) {
        assertThatThrownBy(() -> Pem.check("AT+GTSSLFILE", TlsFile.TRUST, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("AT+GTSSLFILE")
                .hasMessageContaining("the root certificate is no PEM file");
    }

    @Test
    void keyIsNoCertificateAndItsContentIsNotShown() {
        assertThatThrownBy(() -> Pem.check("AT+GTSSLFILE", TlsFile.CLIENT_CERTIFICATE, KEY))
                .isInstanceOf(AtUsageException.class)
                .hasMessageNotContaining("MIIE");
    }

    @Test
    void sizeIsLimited() {
        String body = Base64.getMimeEncoder().encodeToString(new byte[6200]);
        assertThatThrownBy(() -> Pem.check("AT+GTSSLFILE", TlsFile.TRUST, pem("CERTIFICATE", body)))
                .hasMessageContaining("the limit is 8192");
        assertThatThrownBy(() -> Pem.check("AT+GTSSLFILE", TlsFile.TRUST, new byte[0]))
                .hasMessageContaining("is empty, at least 4 bytes are needed");
    }
}
