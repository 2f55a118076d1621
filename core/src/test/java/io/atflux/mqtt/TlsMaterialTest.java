package io.atflux.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.error.AtUsageException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsMaterialTest {

    private static Pki pki;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make(@TempDir Path shared) throws IOException, GeneralSecurityException {
        pki = new Pki(shared);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static TlsMaterial of(byte[] certificate, byte[] key) {
        return TlsMaterial.builder().identity(certificate, key).build();
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AtUsageException.class, no -> assertThat(no.reason()).isEqualTo(Reason.FILE))
                .hasMessageContainingAll(words);
    }

    @Test
    void aPairWithItsChainInOrderIsTaken() throws Exception {
        TlsMaterial material = TlsMaterial.builder()
                .trust(pki.certificate("root"))
                .identity(joined(pki.chain("leaf")), pki.key("leaf"))
                .build();
        assertThat(pki.chain("leaf")).hasSize(3);
        assertThatCode(material::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"rsa,RSA PRIVATE KEY", "leaf,EC PRIVATE KEY"})
    void aKeyInItsOlderFormMatchesAsWell(String alias, String label) throws Exception {
        byte[] older = pki.olderKey(alias, label);
        assertThatCode(of(pki.certificate(alias), older)::check).doesNotThrowAnyException();
        refused(of(pki.certificate("other"), older)::check, "the client key", "client certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "leaf,other,does not belong to the client certificate of CN=leaf",
        "leaf,rsa,is no EC key",
        "rsa,leaf,is no RSA key"
    })
    void aKeyOfAnotherPairIsRefusedAndNotShown(String certificate, String key, String words) throws Exception {
        byte[] pem = pki.key(key);
        String body = new String(pem, StandardCharsets.US_ASCII)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        TlsMaterial material = of(pki.certificate(certificate), pem);
        refused(material::check, "the client key", words);
        assertThatThrownBy(material::check).hasMessageNotContaining(body);
    }

    @Test
    void aChainOutOfOrderIsRefusedAndNotSorted() throws Exception {
        List<byte[]> chain = pki.chain("leaf");
        refused(
                of(joined(List.of(chain.get(0), chain.get(2), chain.get(1))), pki.key("leaf"))::check,
                "the client certificate is out of order",
                "certificate 1, of CN=leaf, is not issued by certificate 2, of CN=root",
                "the client's own comes first");
    }

    private static TlsMaterial at(TlsMaterial material, Duration fromNow) {
        return material.mutate().clock(Clock.offset(Clock.systemUTC(), fromNow)).build();
    }

    @Test
    void whatIsNotInDateByTheHostsClockIsRefused() throws Exception {
        TlsMaterial client = of(pki.certificate("leaf"), pki.key("leaf"));
        TlsMaterial trust = TlsMaterial.trusting(pki.certificate("root"));
        assertThatCode(at(client, Duration.ofDays(360))::check).doesNotThrowAnyException();
        refused(
                at(client, Duration.ofDays(366))::check,
                "the client certificate of CN=leaf expired at ",
                "this host's clock says ",
                "get a new one");
        refused(at(client, Duration.ofDays(-1))::check, "CN=leaf is not valid before ", "set the clock, or wait");
        refused(at(trust, Duration.ofDays(366))::check, "the root certificate of CN=root expired at ");
    }

    @Test
    void oneRootInDateIsEnough() throws Exception {
        byte[] old = pki.certificate("root");
        TlsMaterial both = TlsMaterial.trusting(joined(List.of(pki.certificate("other"), old)));
        assertThatCode(both::check).doesNotThrowAnyException();
        refused(at(both, Duration.ofDays(366))::check, "the root certificate of CN=other expired at ");
    }

    @Test
    void aDamagedCertificateIsRefused() throws Exception {
        refused(TlsMaterial.trusting(Pki.pem("CERTIFICATE", new byte[] {1, 2, 3}))::check, "cannot be read: block 1");
        refused(TlsMaterial.trusting("no PEM".getBytes(StandardCharsets.US_ASCII))::check, "holds no certificate");
    }

    @Test
    void withoutHostChecksAnythingIsTaken() throws Exception {
        TlsMaterial material = of(pki.certificate("leaf"), pki.key("other"))
                .mutate()
                .withoutHostChecks()
                .build();
        assertThatCode(material::check).doesNotThrowAnyException();
    }

    @Test
    void filesAreNamedInWhatIsSaidOfThem() throws Exception {
        Path certificate = file("client.pem", pki.certificate("leaf"));
        Path key = file("client.key", pki.key("other"));
        Path ca = file("ca.pem", pki.certificate("root"));
        TlsMaterial material =
                TlsMaterial.builder().trust(ca).identity(certificate, key).build();
        refused(material::check, "the client key (" + key + ") does not belong");
        assertThat(material.files().get(TlsFile.TRUST)).isEqualTo(pki.certificate("root"));
        Path missing = folder.resolve("missing.pem");
        refused(() -> TlsMaterial.builder().trust(missing), "the root certificate (" + missing + ") is not there");
        refused(
                () -> TlsMaterial.builder().identity(folder, key),
                "the client certificate (" + folder + ") cannot be read");
        refused(
                () -> TlsMaterial.builder().identity(certificate, file("huge.key", new byte[(1 << 20) + 1])),
                "the client key",
                "has more than 1048576 bytes");
    }

    @Test
    void streamsAreReadToTheirEnds() throws Exception {
        TlsMaterial material = TlsMaterial.builder()
                .trust(new ByteArrayInputStream(pki.certificate("root")))
                .identity(new ByteArrayInputStream(pki.certificate("leaf")), new ByteArrayInputStream(pki.key("leaf")))
                .build();
        assertThatCode(material::check).doesNotThrowAnyException();
        assertThat(material.files().get(TlsFile.CLIENT_KEY)).isEqualTo(pki.key("leaf"));
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("pulled out");
            }
        };
        refused(() -> TlsMaterial.builder().trust(broken), "the root certificate cannot be read from its stream");
    }

    @Test
    void aKeyStoreGivesItsChainItsKeyAndItsRoots() throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("root", pki.store().getCertificate("root"));
        TlsMaterial material = TlsMaterial.builder()
                .trust(trust)
                .identity(pki.store(), "leaf", Pki.PASSWORD)
                .build();
        assertThatCode(material::check).doesNotThrowAnyException();
        assertThat(new String(material.files().get(TlsFile.CLIENT_CERTIFICATE), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN CERTIFICATE-----\r\n")
                .endsWith("-----END CERTIFICATE-----\r\n");
    }

    @Test
    void aKeyStoreThatHasNotWhatIsWantedIsSaid() throws Exception {
        KeyStore store = pki.store();
        refused(() -> TlsMaterial.builder().trust(store), "the store has no entry for a certificate alone");
        refused(
                () -> TlsMaterial.builder().identity(store, "nobody", Pki.PASSWORD),
                "the client certificate (key store)",
                "there is no entry nobody");
        refused(
                () -> TlsMaterial.builder().identity(store, "leaf", "wrong".toCharArray()),
                "the client key (entry leaf of a key store) cannot be read: is its password right?");
    }

    @Test
    void nothingOfTheFilesIsShown() throws Exception {
        TlsMaterial material = of(pki.certificate("leaf"), pki.key("leaf"));
        assertThat(material).hasToString("TLS_1_2, files [CLIENT_CERTIFICATE, CLIENT_KEY]");
    }
}
