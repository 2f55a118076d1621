package io.atflux.samples.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.PtyLine;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.transport.serial.SerialTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The guide's sessions through a serial port. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class GuideOverSerialIT {

    @TempDir
    private Path folder;

    @Test
    void bothOfTheGuidesSessionsHoldOverASerialPort() throws Exception {
        StepTable table = new StepTable();
        try (Stage stage = Stage.set(Switches.defaults().with("timing=instant"));
                Witness witness = Witness.listenTo(EmbeddedBroker.HOST, stage.brokerPort(), GuideSession.TOPIC);
                PtyLine line = new PtyLine(
                        folder,
                        "tcp://" + EmbeddedBroker.HOST + ":" + stage.modem().getPort())) {
            DemoPki.Identity device = stage.pki().client("g510-test1", DemoPki.KeyKind.EC);
            TlsMaterial material = TlsMaterial.trusting(stage.pki().authorityPem())
                    .identifiedBy(device.certificatePem(), device.keyPem());
            Broker certificate = Broker.tls(EmbeddedBroker.HOST, stage.brokerTlsPort(), material);
            L610.Builder module = L610.over(SerialTransport.port(line.path())).onStep(table::add);

            Mono.usingWhen(
                            module.connect(),
                            connected -> drive(connected, stage, certificate, witness, table),
                            L610::close)
                    .block(Duration.ofMinutes(2));
        }

        assertThat(table.allHeld()).as(String.join("\n", table.lines())).isTrue();
        assertThat(table.lines()).hasSizeGreaterThan(20);
    }

    private static Mono<Void> drive(L610 module, Stage stage, Broker certificate, Witness witness, StepTable table) {
        Broker password = Broker.tcp(EmbeddedBroker.HOST, stage.brokerPort()).credentials(Stage.USER, Stage.PASSWORD);
        return module.modem()
                .attach()
                .then(Mono.defer(() -> new GuideSession(module, witness, table).run(password)))
                .then(module.modem().setClock(OffsetDateTime.now(ZoneOffset.UTC)))
                .then(Mono.defer(() -> new GuideSession(module, witness, table).run(certificate)))
                .then(module.modem().release());
    }
}
