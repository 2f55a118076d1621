package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.transport.AtTransports;
import io.atflux.transport.tcp.internal.CertificateText;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class TlsConnectIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final X509Bundle authority = TestPki.authority();

    @TempDir
    private Path folder;

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(LIMIT);
    }

    @Test
    void anAuthorityThatNobodyKnowsIsRefusedAndTheFingerprintTold() throws Exception {
        X509Bundle server = TestPki.server(authority);
        try (TlsFarEnd far = new TlsFarEnd(server, TlsSettings.defaults(), false)) {
            refused(far.transport())
                    .hasMessageContaining("cannot open tls://127.0.0.1:")
                    .hasMessageContaining("127.0.0.1 is not trusted: its certificate is signed by no authority that is"
                            + " trusted here (issuer CN=atflux test authority)")
                    .hasMessageContaining("its fingerprint is " + CertificateText.fingerprint(server.getCertificate()));
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefusedWithBothNames() throws Exception {
        X509Bundle server = TestPki.named("other.example", authority);
        try (TlsFarEnd far = new TlsFarEnd(server, trusting(), false)) {
            refused(far.transport())
                    .hasMessageContaining("its certificate is for another name: other.example, not 127.0.0.1");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsDate() throws Exception {
        try (TlsFarEnd far = new TlsFarEnd(TestPki.expired(authority), trusting(), false)) {
            refused(far.transport()).hasMessageContaining("its certificate expired on 2020-02-03");
        }
    }

    @Test
    void theServerNameIsAskedForAndVerifiedInPlaceOfTheHost() throws Exception {
        TlsSettings settings = trusting().serverName("other.example");
        try (TlsFarEnd far = new TlsFarEnd(TestPki.named("other.example", authority), settings, false)) {
            open(far.transport());

            ExtendedSSLSession session = (ExtendedSSLSession) far.socket().getSession();
            assertThat(session.getRequestedServerNames()).isEqualTo(List.of(new SNIHostName("other.example")));
        }
        try (TlsFarEnd far = new TlsFarEnd(TestPki.server(authority), settings, false)) {
            refused(far.transport()).hasMessageContaining("box.example, 127.0.0.1, not other.example");
        }
    }

    @Test
    void aPinnedCertificateNeedsNoAuthorityNameOrDate() throws Exception {
        X509Bundle box = TestPki.expired(authority);
        String pin = CertificateText.fingerprint(box.getCertificate());
        TlsSettings settings = TlsSettings.defaults().fingerprint(pin.replaceAll("(..)(?=.)", "$1:"));
        try (TlsFarEnd far = new TlsFarEnd(box, settings, false)) {
            assertThat(open(far.transport()).isActive()).isTrue();
        }
        try (TlsFarEnd far = new TlsFarEnd(TestPki.selfSigned("box"), settings, false)) {
            refused(far.transport())
                    .hasMessageContaining("its certificate has another fingerprint, ")
                    .hasMessageContaining(", than the pinned " + pin);
        }
    }

    @Test
    void verificationIsOffOnlyWhereItIsSwitchedOff() throws Exception {
        try (TlsFarEnd far =
                new TlsFarEnd(TestPki.selfSigned("any"), TlsSettings.defaults().withoutVerification(), false)) {
            assertThat(open(far.transport()).isActive()).isTrue();
        }
    }

    @Test
    void ourCertificateIsShownToAServerThatAsks() throws Exception {
        X509Bundle client = TestPki.named("client.example", authority);
        TlsSettings settings =
                trusting().clientCertificate(TestPki.certificates(client, folder), TestPki.key(client, folder));
        try (TlsFarEnd far = new TlsFarEnd(TestPki.server(authority), settings, true)) {
            open(far.transport());

            assertThat(far.socket().getSession().getPeerPrincipal().getName()).contains("CN=client.example");
        }
    }

    /** In TLS 1.3 the server's refusal comes after the client's handshake is complete. */
    @Test
    void aServerThatMissesOurCertificateSaysSo() throws Exception {
        refusedInTheSession(trusting());
    }

    @Test
    void aServerThatDoesNotTrustOurCertificateSaysSo() throws Exception {
        X509Bundle stranger = TestPki.selfSigned("stranger.example");
        refusedInTheSession(
                trusting().clientCertificate(TestPki.certificates(stranger, folder), TestPki.key(stranger, folder)));
    }

    private void refusedInTheSession(TlsSettings settings) throws Exception {
        try (TlsFarEnd far = new TlsFarEnd(TestPki.server(authority), settings, true)) {
            AtSession session = Objects.requireNonNull(
                    AtClient.over(far.transport()).connect().block(LIMIT));

            // In flight, or not yet sent, when the refusal comes.
            CompletableFuture<AtReply> early = session.send("AT").toFuture();
            assertThat(early)
                    .failsWithin(LIMIT)
                    .withThrowableThat()
                    .withCauseInstanceOf(AtConnectionException.class)
                    .withMessageContaining("the connection was lost: the server wants another client certificate"
                            + " than it was given, if any (alert ");
            assertThatThrownBy(() -> session.onClose().block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("the server wants another client certificate");
            assertThatThrownBy(() -> session.send("AT").block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("the server wants another client certificate")
                    .satisfies(e ->
                            assertThat(((AtConnectionException) e).outcome()).isEqualTo(Outcome.NOT_SENT));
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsSeenAtOnce() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            socket.getOutputStream().write("\r\n+CPIN: READY\r\nOK\r\n".getBytes());
            socket.getInputStream().read(new byte[1024]);
        })) {
            refused(TcpTransport.tls(TestPki.HOST, server.port()))
                    .hasMessageContaining("127.0.0.1 does not speak TLS")
                    .hasMessageNotContaining("2b4350494e");
        }
    }

    @Test
    void aServerThatSaysNothingTimesOut() throws Exception {
        try (RawServer server =
                new RawServer(socket -> socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()))) {
            refused(TcpTransport.tls(TestPki.HOST, server.port()).connectTimeout(Duration.ofMillis(300)))
                    .hasMessageContaining("127.0.0.1 did not finish the TLS handshake in time; is it a TLS port?")
                    .hasMessageContaining("(limit 300 ms)");
        }
    }

    @Test
    void eachStepOfThePreparationIsToldBeforeItBegins() throws Exception {
        List<Preparation.Step> told = new ArrayList<>();

        TcpTransport transport = TcpTransport.to(TestPki.HOST, 1).tls(trusting());
        Preparation done = Preparation.of(transport, told::add).block(LIMIT);

        assertThat(Objects.requireNonNull(done).problem()).isNull();
        assertThat(told).containsExactly(Preparation.Step.NAME, Preparation.Step.TLS_FILES);
    }

    @Test
    void filesThatAreNotReadInTimeAreNamedAsThatStep() {
        TcpTransport transport = TcpTransport.tls(TestPki.HOST, 1).connectTimeout(Duration.ofMillis(50));

        StepVerifier.create(new ConnectMono(transport, new Quiet(), progress -> {
                    progress.begins(Preparation.Step.TLS_FILES);
                    return Mono.never();
                }))
                .expectErrorMessage(
                        "cannot open tls://127.0.0.1:1: reading the TLS files did not end in time (limit 50 ms)")
                .verify(LIMIT);
    }

    @Test
    void aServerThatHangsUpInTheHandshakeIsNamed() throws Exception {
        try (RawServer server = new RawServer(socket -> socket.getInputStream().read(new byte[4096]))) {
            refused(TcpTransport.tls(TestPki.HOST, server.port()))
                    .hasMessageContaining("127.0.0.1 closed the connection during the TLS handshake");
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamedAndNothingIsConnected() throws Exception {
        Path noPem = Files.writeString(folder.resolve("ca.pem"), "secret nonsense");
        X509Bundle client = TestPki.named("client.example", authority);
        Path certificate = TestPki.certificates(client, folder);

        refused(AtTransports.of("tls://127.0.0.1:1?ca=" + folder.resolve("none.pem")))
                .hasMessageContaining("the file of trusted certificates does not exist: " + folder + "/none.pem");
        refused(AtTransports.of("tls://127.0.0.1:1?ca=" + noPem))
                .hasMessageContaining(noPem.toString())
                .hasMessageNotContaining("nonsense");
        refused(AtTransports.of("tls://127.0.0.1:1?cert=" + certificate + "&key=" + noPem))
                .hasMessageContaining("our key is no PKCS #8 PEM key")
                .hasMessageNotContaining("nonsense");
    }

    private TlsSettings trusting() throws IOException {
        return TlsSettings.defaults().trust(TestPki.certificates(authority, folder));
    }

    private static Channel open(TcpTransport transport) {
        return Objects.requireNonNull(transport.connect(new Quiet()).block(LIMIT));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(io.atflux.transport.AtTransport transport) {
        return assertThatThrownBy(() -> transport.connect(new Quiet()).block(LIMIT))
                .isInstanceOf(AtConnectionException.class)
                .satisfies(
                        e -> assertThat(((AtConnectionException) e).outcome()).isEqualTo(Outcome.NOT_SENT));
    }

    /** Accepts the reset of a peer that closes. */
    private static final class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
            context.close();
        }
    }

    /** Does one thing with the first connection, and ends it. */
    private static final class RawServer implements AutoCloseable {
        interface Work {
            void with(Socket socket) throws IOException;
        }

        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        RawServer(Work work) throws IOException {
            Thread thread = new Thread(() -> serve(work), "raw-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Work work) {
            try (Socket socket = server.accept()) {
                work.with(socket);
            } catch (IOException over) {
                return;
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
