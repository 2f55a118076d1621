package io.atflux.samples.modem.uplink;

import static io.atflux.samples.modem.uplink.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.DemoPki.KeyKind;
import io.atflux.samples.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS from the PEM files that a driver uploads. */
@Timeout(60)
class UplinkTlsIT {

    private static final byte[] NONE = {};
    private static final HiveMqUplink UPLINK = new HiveMqUplink();
    private static final DemoPki PKI = SharedBroker.PKI;

    @AfterAll
    static void close() {
        UPLINK.close();
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void clientCertificateSufficesWhereTheServerIsVerified(KeyKind kind) throws Exception {
        opens(required().login(null, null).tls(identity(PKI.client("device", kind), 4)));
    }

    @Test
    void passwordWorksWithoutAClientCertificate() throws Exception {
        opens(optional().tls(server(0, PKI.authorityPem())));
        opens(optional().host("localhost").tls(server(4, PKI.authorityPem())));
    }

    @Test
    void severalUploadsToTheTrustFileAddUp() throws Exception {
        byte[] both = concat(DemoPki.create().authorityPem(), PKI.authorityPem());
        opens(optional().tls(server(0, both)));
    }

    @Test
    void withoutVerificationAnyServerWillDo() throws Exception {
        opens(optional().tls(new OpenRequest.Tls(0, false, NONE, NONE, NONE)));
        opens(optional().tls(new OpenRequest.Tls(0, false, NONE, NONE, bytes("not a certificate"))));
    }

    @Test
    void anotherAuthorityIsMinus11() throws Exception {
        refused(optional().tls(server(0, DemoPki.create().authorityPem())), -11);
    }

    @Test
    void serverOfAnotherNameOrOutOfDateIsMinus11() throws Exception {
        DemoPki[] bad = {PKI.withServerName("elsewhere.example"), PKI.withExpiredServer()};
        for (DemoPki pki : bad) {
            try (EmbeddedBroker broker = EmbeddedBroker.builder()
                    .tls(pki, ClientCertificates.NONE, 0)
                    .build()
                    .start()) {
                Requests request =
                        Requests.to(broker.tlsPort(ClientCertificates.NONE)).host("localhost");
                refused(request.tls(server(0, PKI.authorityPem())), -11);
                opens(request.tls(new OpenRequest.Tls(0, false, NONE, NONE, NONE)));
            }
        }
    }

    @Test
    void missingOrUnreadableTrustIsMinus19() throws Exception {
        byte[] bare = Base64.getEncoder().encode(PKI.authorityPem());
        byte[] broken = bytes("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        refused(optional().tls(server(0, NONE)), -19);
        refused(optional().tls(server(0, bare)), -19);
        refused(optional().tls(server(0, broken)), -19);
    }

    @Test
    void serverThatWantsAnotherClientCertificateIsAHandshakeError() throws Exception {
        DemoPki.Identity stranger = DemoPki.create().client("stranger", KeyKind.EC);
        // The alert, or the reset after it if that is faster.
        assertThat(refusal(required().tls(server(0, PKI.authorityPem())))).isIn(-7, -20);
        assertThat(refusal(required().tls(identity(stranger, 0)))).isIn(-7, -20);
    }

    @Test
    void unusableClientMaterialHasItsNumber() throws Exception {
        DemoPki.Identity device = PKI.client("device", KeyKind.EC);
        byte[] otherKey = PKI.client("other", KeyKind.EC).keyPem();
        byte[] rsaKey = PKI.client("other", KeyKind.RSA).keyPem();
        refused(client(bytes("junk"), device.keyPem()), -12);
        refused(client(device.certificatePem(), bytes("junk")), -13);
        refused(client(device.certificatePem(), NONE), -14);
        refused(client(NONE, device.keyPem()), -14);
        refused(client(device.certificatePem(), otherKey), -15);
        refused(client(device.certificatePem(), rsaKey), -15);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void versionsThatTheJdkHasGivenUpAreMinus8(int version) throws Exception {
        refused(optional().tls(server(version, PKI.authorityPem())), -8);
    }

    @Test
    void plainBrokerClosesInTheHandshake() throws Exception {
        Requests plain = Requests.to(SharedBroker.BROKER.port());
        refused(plain.tls(server(0, PKI.authorityPem())), -20);
    }

    @Test
    void serverThatTalksSomethingElseIsAHandshakeError() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Recorder events = new Recorder();
            UPLINK.open(
                    Requests.to(server.getLocalPort())
                            .tls(server(0, PKI.authorityPem()))
                            .request(),
                    events);
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(bytes("220 mail.example ESMTP\r\n"));
                Refusal refusal = events.refusal();
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TLS);
                assertThat(refusal.code()).isEqualTo(-7);
            }
        }
    }

    @Test
    void serverThatSaysNothingIsAHandshakeError() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HiveMqUplink hasty = new HiveMqUplink(Duration.ofSeconds(1))) {
            Recorder events = new Recorder();
            hasty.open(
                    Requests.to(silent.getLocalPort())
                            .tls(server(0, PKI.authorityPem()))
                            .request(),
                    events);
            assertThat(events.refusal().code()).isEqualTo(-9);
        }
    }

    @Test
    void refusedPortIsTheNetworkWithTlsToo() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Recorder events = new Recorder();
        UPLINK.open(Requests.to(port).tls(server(0, PKI.authorityPem())).request(), events);
        assertThat(events.refusal().kind()).isEqualTo(Refusal.Kind.NETWORK);
    }

    @Test
    void abortOfATlsConnectionLeavesTheWill() throws Exception {
        Recorder watcher = new Recorder();
        Uplink.Connection watching =
                UPLINK.open(Requests.to(SharedBroker.BROKER.port()).request(), watcher);
        watcher.awaitOpened();
        Recorder.ask(result -> watching.subscribe(bytes("will/tls"), 0, result));
        Recorder events = new Recorder();
        Uplink.Connection connection = UPLINK.open(
                optional()
                        .tls(server(0, PKI.authorityPem()))
                        .will(new OpenRequest.Will(bytes("will/tls"), 0, false, bytes("gone")))
                        .request(),
                events);
        events.awaitOpened();
        connection.abort();
        assertThat(watcher.message().payload()).isEqualTo(bytes("gone"));
        events.assertSilent();
        Recorder.ask(watching::close);
    }

    @Test
    void noMaterialIsTooBigForAnUpload() throws Exception {
        for (KeyKind kind : KeyKind.values()) {
            DemoPki.Identity device = PKI.client("device", kind);
            assertThat(device.certificatePem().length).isBetween(4, 8192);
            assertThat(device.keyPem().length).isBetween(4, 8192);
        }
        assertThat(PKI.authorityPem().length).isBetween(4, 8192);
    }

    private static Requests optional() {
        return Requests.to(SharedBroker.BROKER.tlsPort(ClientCertificates.OPTIONAL));
    }

    private static Requests required() {
        return Requests.to(SharedBroker.BROKER.tlsPort(ClientCertificates.REQUIRED));
    }

    private static Requests client(byte[] certificate, byte[] key) throws Exception {
        return required().tls(new OpenRequest.Tls(0, true, certificate, key, PKI.authorityPem()));
    }

    private static OpenRequest.Tls server(int version, byte[] trust) {
        return new OpenRequest.Tls(version, true, NONE, NONE, trust);
    }

    private static OpenRequest.Tls identity(DemoPki.Identity identity, int version) throws Exception {
        return new OpenRequest.Tls(version, true, identity.certificatePem(), identity.keyPem(), PKI.authorityPem());
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return bytes(new String(one, StandardCharsets.US_ASCII) + new String(other, StandardCharsets.US_ASCII));
    }

    private static void opens(Requests request) throws Exception {
        Recorder events = new Recorder();
        Uplink.Connection connection = UPLINK.open(request.request(), events);
        events.awaitOpened();
        assertThat(Recorder.ask(result -> connection.publish(bytes("tls"), 1, false, bytes("x"), result)))
                .isTrue();
        assertThat(Recorder.ask(connection::close)).isTrue();
    }

    private static void refused(Requests request, int code) throws Exception {
        assertThat(refusal(request)).isEqualTo(code);
    }

    private static int refusal(Requests request) throws Exception {
        Recorder events = new Recorder();
        UPLINK.open(request.request(), events);
        Refusal refusal = events.refusal();
        assertThat(refusal.kind()).as(refusal.reason()).isEqualTo(Refusal.Kind.TLS);
        assertThat(refusal.reason()).isNotEmpty().doesNotContain("BEGIN");
        events.assertSilent();
        return refusal.code();
    }
}
