package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static io.atflux.samples.e2e.Rig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsClock;
import io.atflux.mqtt.TlsError;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.mqtt.TlsVersion;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.DemoPki.KeyKind;
import io.atflux.samples.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Handshakes that must fail do fail, and the error contains the module's reason. */
@Execution(ExecutionMode.CONCURRENT)
class TlsRefusalIT {

    @Test
    void serverOfAnotherAuthorityIsRefused() throws Exception {
        refused(tls(TlsMaterial.trusting(DemoPki.create().authorityPem())), "TLS error -11");
    }

    @Test
    void serverOfAnotherNameIsRefused() throws Exception {
        refusedBy(Site.PKI.withServerName("elsewhere.example"));
    }

    @Test
    void expiredServerIsRefused() throws Exception {
        refusedBy(Site.PKI.withExpiredServer());
    }

    private static void refusedBy(DemoPki server) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder()
                .tls(server, ClientCertificates.NONE, 0)
                .build()
                .start()) {
            refused(Broker.tls("localhost", broker.tlsPort(ClientCertificates.NONE), trusting()), "TLS error -11");
        }
    }

    @Test
    void moduleWhoseClockIsWrongRefusesTheServer() throws Exception {
        try (Rig rig = Rig.quick("calendar=wrong")) {
            TlsMaterial ignoring =
                    trusting().mutate().moduleClock(TlsClock.IGNORE).build();
            refused(rig, tls(ignoring), "TLS error -11");
        }
    }

    @Test
    void moduleWhoseClockIsWrongIsToldFromAServerThatIs() throws Exception {
        TlsMaterial ignoring = trusting().mutate().moduleClock(TlsClock.IGNORE).build();
        try (Rig rig = Rig.quick("calendar=wrong")) {
            L610 module = rig.attached();
            failure(AtRejectedException.class, module.mqtt(1).open(tls(ignoring)));
            assertThat(done(module.mqtt(1).tlsError()).cause()).isEqualTo(TlsError.Cause.CLOCK);
        }
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            TlsMaterial stranger = TlsMaterial.trusting(DemoPki.create().authorityPem());
            failure(AtRejectedException.class, module.mqtt(1).open(tls(stranger)));
            assertThat(done(module.mqtt(1).tlsError()).cause()).isEqualTo(TlsError.Cause.CERTIFICATE);
        }
    }

    @Test
    void clockThatIsWrongIsSetBeforeTheServerIsVerified() throws Exception {
        try (Rig rig = Rig.quick("calendar=wrong")) {
            L610 module = rig.attached();
            ends(module.mqtt(1)
                    .open(tls(trusting()).mutate().clientId(rig.name()).build()));
            assertThat(LogCapture.sent(module.session()))
                    .filteredOn(line -> line.startsWith("AT+CCLK="))
                    .hasSize(1);
        }
    }

    @Test
    void missingTrustFileIsRefused() throws Exception {
        refused(tls(TlsMaterial.builder().build()), "TLS error -19");
    }

    @Test
    void missingClientCertificateIsRefused() throws Exception {
        refused(Broker.tls("localhost", Site.BROKER.tlsPort(ClientCertificates.REQUIRED), trusting()), "TLS error -");
    }

    @Test
    void clientCertificateOfAnotherAuthorityIsRefused() throws Exception {
        DemoPki.Identity stranger = DemoPki.create().client("stranger", KeyKind.EC);
        TlsMaterial material = trusting()
                .mutate()
                .identity(stranger.certificatePem(), LogCapture.secret(stranger.keyPem()))
                .build();
        refused(Broker.tls("localhost", Site.BROKER.tlsPort(ClientCertificates.REQUIRED), material), "TLS error -");
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws Exception {
        DemoPki.Identity one = Site.PKI.client("one", KeyKind.EC);
        DemoPki.Identity other = Site.PKI.client("other", KeyKind.EC);
        TlsMaterial material = trusting()
                .mutate()
                .identity(one.certificatePem(), LogCapture.secret(other.keyPem()))
                .withoutHostChecks()
                .build();
        refused(
                Broker.tls("localhost", Site.BROKER.tlsPort(ClientCertificates.REQUIRED), material),
                "TLS error -15: certificate configuration");
    }

    @Test
    void keyOfAnotherCertificateIsSeenBeforeAnythingIsLoaded() throws Exception {
        DemoPki.Identity one = Site.PKI.client("one", KeyKind.EC);
        DemoPki.Identity other = Site.PKI.client("other", KeyKind.RSA);
        TlsMaterial material = trusting()
                .mutate()
                .identity(one.certificatePem(), LogCapture.secret(other.keyPem()))
                .build();
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            assertThat(failure(AtUsageException.class, module.mqtt(1).open(tls(material))))
                    .hasMessageContaining("the client key is no EC key");
            assertThat(LogCapture.sent(module.session())).noneMatch(line -> line.startsWith("AT+GTSSL"));
        }
    }

    @Test
    void brokerWithoutTlsIsRefused() throws Exception {
        refused(Broker.tls("localhost", Site.BROKER.port(), trusting()), "TLS error -20: handshake failed");
    }

    @Test
    void oldVersionIsRefused() throws Exception {
        refused(tls(trusting().mutate().version(TlsVersion.TLS_1_0).build()), "TLS error -8: handshake failed");
    }

    @Test
    void brokersRefusalBehindAGoodHandshakeHasNoTlsReason() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            AtRejectedException no = failure(
                    AtRejectedException.class,
                    module.mqtt(1)
                            .open(tls(trusting())
                                    .mutate()
                                    .credentials("code5", Site.PASSWORD)
                                    .build()));
            assertThat(no).hasMessageContaining("+MQTTOPEN: 1,0").hasMessageNotContaining("TLS error");
        }
    }

    @Test
    void withoutVerificationAnyServerWillDo() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            ends(module.mqtt(1)
                    .open(tls(TlsMaterial.withoutVerification())
                            .mutate()
                            .clientId(rig.name())
                            .build()));
            assertThat(Site.BROKER.isConnected(rig.name())).isTrue();
        }
    }

    @Test
    void filesAreLoadedOnceForAsLongAsTheModuleHasThem() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.attached();
            for (int i = 0; i < 3; i++) {
                ends(module.mqtt(1)
                        .open(tls(trusting()).mutate().clientId(rig.name()).build()));
                ends(module.mqtt(1).close());
            }
            assertThat(uploads(module)).isEqualTo(1);
            ends(module.modem().restart());
            done(module.modem().attach());
            ends(module.mqtt(1)
                    .open(tls(trusting()).mutate().clientId(rig.name()).build()));
            assertThat(uploads(module)).isEqualTo(2);
        }
    }

    private static long uploads(L610 module) {
        return LogCapture.sent(module.session()).stream()
                .filter(line -> line.startsWith("AT+GTSSLFILE=\"TRUSTFILE\""))
                .count();
    }

    private static TlsMaterial trusting() throws Exception {
        return TlsMaterial.trusting(Site.PKI.authorityPem());
    }

    private static Broker tls(TlsMaterial material) {
        return Broker.tls("localhost", Site.BROKER.tlsPort(ClientCertificates.NONE), material)
                .mutate()
                .credentials(Site.USER, Site.PASSWORD)
                .build();
    }

    private static void refused(Broker broker, String reason) throws Exception {
        try (Rig rig = Rig.quick()) {
            refused(rig, broker, reason);
        }
    }

    private static void refused(Rig rig, Broker broker, String reason) {
        L610 module = rig.attached();
        AtRejectedException no = failure(
                AtRejectedException.class,
                module.mqtt(1).open(broker.mutate().clientId(rig.name()).build()));
        assertThat(no)
                .hasMessageContaining("AT+MQTTOPEN=1,\"" + broker.host() + "\"," + broker.port())
                .hasMessageContaining("+MQTTOPEN: 1,0")
                .hasMessageContaining(reason);
        LogCapture.assertNoSecrets(no);
        // The module is usable afterwards.
        ends(module.mqtt(1).open(rig.broker()));
        assertThat(done(module.mqtt(1).isOpen())).isTrue();
    }
}
