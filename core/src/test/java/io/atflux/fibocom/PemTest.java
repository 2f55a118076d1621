package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.mqtt.TlsFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    }

    private static void check(TlsFile file, String text) {
        Pem.check("AT+GTSSLFILE", file, text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nX-Note: plain\n\nMIIE\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n"
                        + "-----BEGIN EC PRIVATE KEY-----\nMIIE\n-----END EC PRIVATE KEY-----\n",
                "a note before it\n-----BEGIN PRIVATE KEY----- \nMIIE \n-----END PRIVATE KEY-----\nand one after it\n"
            })
    void keysThatAModuleReadsAreTaken(String text) {
        assertThatCode(() -> check(TlsFile.CLIENT_KEY, text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\\nMIIE\\n-----END ENCRYPTED PRIVATE KEY-----,is encrypted",
        "'-----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\n\\nMIIE\\n-----END RSA PRIVATE KEY-----',is encrypted",
        "-----BEGIN OPENSSH PRIVATE KEY-----\\nMIIE\\n-----END OPENSSH PRIVATE KEY-----,has OPENSSH PRIVATE KEY in it",
        "-----BEGIN PRIVATE KEY-----\\rMIIE\\r-----END PRIVATE KEY-----\\r,CR alone",
        "-----BEGIN PRIVATE KEY-----\\n  MIIE\\n-----END PRIVATE KEY-----,does not begin at the left",
        "  -----BEGIN PRIVATE KEY-----\\n  MIIE\\n  -----END PRIVATE KEY-----,does not begin at the left",
        "-----BEGIN PRIVATE KEY-----\\nMIIE\\n  -----END PRIVATE KEY-----,does not begin at the left",
        "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n-----BEGIN PRIVATE KEY-----\\nMIIE\\n"
                + "-----END PRIVATE KEY-----,has CERTIFICATE in it"
    })
    void keyThatNoModuleReadsIsRefusedWithItsReason(String text, String why) {
        assertThatThrownBy(() -> check(TlsFile.CLIENT_KEY, text.translateEscapes()))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("MIIE");
    }

    @ParameterizedTest
    @CsvSource({
        "-----BEGIN TRUSTED CERTIFICATE-----\\nMIIB\\n-----END TRUSTED CERTIFICATE-----,has TRUSTED CERTIFICATE in it",
        "-----BEGIN CERTIFICATE-----\\rMIIB\\r-----END CERTIFICATE-----\\r,CR alone",
        "-----BEGIN CERTIFICATE-----\\n\\tMIIB\\n-----END CERTIFICATE-----,does not begin at the left",
        "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n-----BEGIN PRIVATE KEY-----\\nMIIE\\n"
                + "-----END PRIVATE KEY-----,has PRIVATE KEY in it"
    })
    void certificateThatNoModuleReadsIsRefusedWithItsReason(String text, String why) {
        assertThatThrownBy(() -> check(TlsFile.TRUST, text.translateEscapes()))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("MIIE");
    }

    @Test
    void chainOfCertificatesIsTaken() {
        String one = new String(CERTIFICATE, StandardCharsets.US_ASCII);
        assertThatCode(() -> check(TlsFile.CLIENT_CERTIFICATE, one + one)).doesNotThrowAnyException();
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
                .isInstanceOfSatisfying(
                        AtUsageException.class, no -> assertThat(no.reason()).isEqualTo(AtUsageException.Reason.FILE))
                .hasMessageContaining("the limit is 8192");
        assertThatThrownBy(() -> Pem.check("AT+GTSSLFILE", TlsFile.TRUST, new byte[0]))
                .hasMessageContaining("is empty, at least 4 bytes are needed");
    }
}
