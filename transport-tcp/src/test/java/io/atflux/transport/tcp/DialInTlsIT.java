package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtConnectionException;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.DialInEvent;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.atflux.transport.tcp.dialin.ListenTls;
import io.atflux.transport.tcp.dialin.TcpListener;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that dial in over TLS, and others that try to. */
@Timeout(60)
class DialInTlsIT {

    private final X509Bundle authority = TestPki.authority();

    @TempDir
    private Path folder;

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void writeOurs() throws IOException {
        X509Bundle ours = TestPki.server(authority);
        certificate = TestPki.certificates(ours, folder);
        key = TestPki.key(ours, folder);
    }

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(Listening.LIMIT);
    }

    private ListenTls tls() {
        return ListenTls.of(certificate, key);
    }

    private ListenTls mutual() throws IOException {
        return tls().requireClients(TestPki.certificates(authority, folder));
    }

    /** A client that trusts the authority of this bundle, and presents its certificate. */
    private static SSLSocket dial(TcpListener listener, X509Bundle shown) throws IOException {
        return (SSLSocket) TestPki.context(shown)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.port());
    }

    @Test
    void aDeviceIsCalledByItsCertificate() throws Exception {
        try (Listening at = new Listening(
                        s -> s.tls(quietly(this::mutual)).registration(DeviceRegistration.certificate()));
                Dtu dtu = new Dtu(handshaken(dial(at.listener(), TestPki.named("meter-7", authority))))) {
            assertThat(Listening.works(at.session("meter-7"), dtu)).isTrue();
        }
    }

    @Test
    void whoShowsNoCertificateOfTheAuthorityIsToldApart() throws Exception {
        try (Listening at =
                new Listening(s -> s.tls(quietly(this::mutual)).registration(DeviceRegistration.certificate()))) {
            SSLSocket stranger = dial(at.listener(), trusting(TestPki.selfSigned("meter-7")));
            assertThatThrownBy(() -> {
                        handshaken(stranger);
                        stranger.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
            assertThat(at.event().kind()).isEqualTo(Kind.TLS_FAILED);
            try (Dtu dtu = new Dtu(handshaken(dial(at.listener(), TestPki.named("meter-7", authority))))) {
                assertThat(Listening.works(at.session("meter-7"), dtu)).isTrue();
            }
        }
    }

    @Test
    void aPeerThatDoesNotTrustUsIsNamed() throws Exception {
        try (Listening at = new Listening(s -> s.tls(tls()))) {
            SSLSocket doubting = dial(at.listener(), TestPki.named("x", TestPki.authority()));
            assertThatThrownBy(() -> handshaken(doubting)).isInstanceOf(SSLException.class);

            DialInEvent failed = at.event();
            assertThat(failed.kind()).isEqualTo(Kind.TLS_FAILED);
            assertThat(failed.text()).startsWith("does not trust our certificate (alert ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=plain\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003garbage for a client hello, and more",
                "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0000",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
            })
    void whoDoesNotSpeakTlsIsEndedAndNobodyElseNotices(String greeting) throws Exception {
        try (Listening at = new Listening(s -> s.tls(tls()).registrationTimeout(Duration.ofSeconds(2)));
                Dtu device = new Dtu(handshaken(dial(at.listener(), TestPki.named("x", authority))))) {
            at.event(Kind.REGISTERED);
            var session = at.session("127.0.0.1");
            try (Dtu stranger = Dtu.saying(at.listener(), greeting)) {
                DialInEvent failed = at.event();
                assertThat(failed.kind()).isIn(Kind.TLS_FAILED, Kind.SILENT);
                assertThat(failed.text()).doesNotContain("plain", "706c61");
                assertThat(stranger.hear(7).length()).isLessThanOrEqualTo(7);
                assertThat(stranger.isEnded()).isTrue();
            }
            assertThat(Listening.works(session, device)).isTrue();
        }
    }

    @Test
    void aHandshakeThatIsNeverBegunEndsInTime() throws Exception {
        try (Listening at = new Listening(s -> s.tls(tls()).registrationTimeout(Duration.ofMillis(200)));
                Dtu silent = new Dtu(at.listener())) {
            assertThat(at.event().text()).isEqualTo("no TLS handshake within 200 ms");
            assertThat(silent.isEnded()).isTrue();
        }
    }

    @Test
    void aTlsClientOnAPlainPortIsNoDevice() throws Exception {
        try (Listening at = new Listening(s -> s.registration(DeviceRegistration.text("DTU\n")))) {
            SSLSocket client = dial(at.listener(), TestPki.named("x", authority));
            assertThatThrownBy(() -> handshaken(client)).isInstanceOf(IOException.class);
            assertThat(at.event().text()).contains("none of the registration texts");
        }
    }

    @Test
    void certificatesAreReadAgainWhenTold() throws Exception {
        X509Bundle other = TestPki.authority();
        try (Listening at = new Listening(s -> s.tls(tls()))) {
            X509Bundle renewed = TestPki.server(other);
            Files.move(TestPki.certificates(renewed, folder), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.move(TestPki.key(renewed, folder), key, StandardCopyOption.REPLACE_EXISTING);
            handshaken(dial(at.listener(), TestPki.named("x", authority))).close();

            at.listener().reloadCertificates().block(Listening.LIMIT);
            handshaken(dial(at.listener(), TestPki.named("x", other))).close();

            Files.writeString(key, "no key");
            assertThatThrownBy(() -> at.listener().reloadCertificates().block(Listening.LIMIT))
                    .hasMessageContaining("our key is no PKCS #8 PEM key");
            handshaken(dial(at.listener(), TestPki.named("x", other))).close();
        }
    }

    /** All devices of one owner would be one device, named by the part that they share. */
    @Test
    void aCertificateWithoutACommonNameRegistersNobody() throws Exception {
        try (Listening at =
                new Listening(s -> s.tls(quietly(this::mutual)).registration(DeviceRegistration.certificate()))) {
            handshaken(dial(at.listener(), TestPki.subject("O=nobody", authority)));

            DialInEvent refused = at.event();

            assertThat(refused.kind()).isEqualTo(Kind.NOT_REGISTERED);
            assertThat(refused.text()).isEqualTo("its certificate has no common name");
            assertThat(refused.id()).isEmpty();
        }
    }

    @Test
    void theMostSpecificOfSeveralCommonNamesIsTheDevice() throws Exception {
        try (Listening at =
                new Listening(s -> s.tls(quietly(this::mutual)).registration(DeviceRegistration.certificate()))) {
            handshaken(dial(at.listener(), TestPki.subject("CN=box-7,OU=x,CN=devices", authority)));

            assertThat(at.event(Kind.REGISTERED).id()).hasValue("box-7");
        }
    }

    @Test
    void filesThatAreMissingAreNamed() {
        ListenTls missing = ListenTls.of(folder.resolve("none.pem"), key);
        assertThatThrownBy(
                        () -> TcpListener.on("127.0.0.1", 0).tls(missing).bind().block(Listening.LIMIT))
                .isInstanceOf(AtConnectionException.class)
                .hasMessageStartingWith("cannot open listen://127.0.0.1:0: the file of our certificate does not exist");
        assertThatThrownBy(() -> TcpListener.on("127.0.0.1", 0)
                        .tls(tls())
                        .registration(DeviceRegistration.certificate())
                        .bind())
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The bundle itself, with the listener's authority as the trusted one. */
    private static X509Bundle trusting(X509Bundle shown) {
        return shown;
    }

    private static SSLSocket handshaken(SSLSocket socket) throws IOException {
        socket.setSoTimeout(Dtu.PATIENCE_MILLIS);
        socket.startHandshake();
        return socket;
    }

    private interface Settings {
        ListenTls make() throws IOException;
    }

    private static ListenTls quietly(Settings settings) {
        try {
            return settings.make();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
