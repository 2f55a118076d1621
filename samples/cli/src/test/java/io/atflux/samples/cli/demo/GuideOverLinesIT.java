package io.atflux.samples.cli.demo;

import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import io.atflux.test.Peers;
import io.atflux.test.Ser2netProcess;
import io.atflux.transport.serial.SerialTransport;
import io.atflux.transport.tcp.TcpTransport;
import io.atflux.transport.tcp.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The guide's sessions over each kind of line by which a module can be connected. */
@Timeout(180)
class GuideOverLinesIT {

    private static final Switches SWITCHES = Switches.defaults().with("timing=instant");

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static Witness witness;
    private static HiveMqUplink network;

    private ModemServer module;

    @BeforeAll
    static void setStage() throws Exception {
        stage = Stage.set(SWITCHES);
        witness = Witness.listenTo(EmbeddedBroker.HOST, stage.brokerPort(), GuideSession.TOPIC);
        network = new HiveMqUplink();
    }

    @AfterAll
    static void clear() throws Exception {
        witness.close();
        network.close();
        stage.close();
    }

    @BeforeEach
    void powerUp() {
        module = ModemServer.of(1, SWITCHES, network);
    }

    @AfterEach
    void powerDown() {
        module.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
    void holdsOverASerialPort() throws Exception {
        scenario().holdsOver(SerialTransport.port(serialPort().toString()));
    }

    @Test
    void holdsOverTheModulesOwnSerialServer() throws Exception {
        int port = module.listenRfc2217(new InetSocketAddress(EmbeddedBroker.HOST, 0))
                .get(0)
                .getPort();

        scenario().holdsOver(TcpTransport.rfc2217(EmbeddedBroker.HOST, port));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc to see that ser2net is ready")
    void holdsOverSer2net() throws Exception {
        try (Ser2netProcess server = new Ser2netProcess("", serialPort())) {
            scenario().holdsOver(TcpTransport.to(EmbeddedBroker.HOST, server.port()));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc to see that ser2net is ready")
    void holdsOverSer2netThatDoesRfc2217() throws Exception {
        try (Ser2netProcess server = new Ser2netProcess("telnet(rfc2217=true),", serialPort())) {
            scenario().holdsOver(TcpTransport.rfc2217(EmbeddedBroker.HOST, server.port()));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc to see that ser2net is ready")
    void holdsOverSer2netInTls() throws Exception {
        DemoPki.Identity box = stage.pki().client("box", DemoPki.KeyKind.EC);
        Path key = Files.write(folder.resolve("key.pem"), box.keyPem());
        Path certificate = Files.write(folder.resolve("certificate.pem"), box.certificatePem());

        try (Ser2netProcess server =
                new Ser2netProcess("ssl(key=%s,cert=%s),".formatted(key, certificate), serialPort())) {
            scenario()
                    .holdsOver(TcpTransport.to(EmbeddedBroker.HOST, server.port())
                            .tls(TlsSettings.defaults().fingerprint(fingerprint(box))));
        }
    }

    private static Scenario scenario() {
        return new Scenario(stage, witness);
    }

    private Path serialPort() throws IOException {
        Peers.require("socat", "apt-get install socat, or brew install socat");
        return module.openPty(Files.createTempDirectory(folder, "port").resolve("l610"))
                .get(0);
    }

    private static String fingerprint(DemoPki.Identity box) throws Exception {
        byte[] encoded = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(box.certificatePem()))
                .getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    }
}
