package io.atflux.samples.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.transport.AtTransport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** The guide's whole session over any line: attach, MQTT with a password, MQTT with certificates, release. */
final class Scenario {

    private final Stage stage;
    private final Witness witness;

    /** @param witness listens to {@link GuideSession#TOPIC} */
    Scenario(Stage stage, Witness witness) {
        this.stage = stage;
        this.witness = witness;
    }

    /** Every step succeeds over a line to a virtual module that uses the stage's network. */
    void holdsOver(AtTransport line) throws Exception {
        StepTable table = new StepTable();
        DemoPki.Identity device = stage.pki().client("g510-test1", DemoPki.KeyKind.EC);
        TlsMaterial material = TlsMaterial.builder()
                .trust(stage.pki().authorityPem())
                .identity(device.certificatePem(), device.keyPem())
                .build();
        Broker certificate = Broker.tls(EmbeddedBroker.HOST, stage.brokerTlsPort(), material);

        Mono.usingWhen(
                        L610.over(line).onProgress(table::add).connect(),
                        module -> drive(module, certificate, table),
                        L610::close)
                .block(Duration.ofMinutes(2));

        assertThat(table.allHeld()).as(String.join("\n", table.lines())).isTrue();
        assertThat(table.lines()).hasSizeGreaterThan(20);
    }

    private Mono<Void> drive(L610 module, Broker certificate, StepTable table) {
        Broker password = Broker.builder(EmbeddedBroker.HOST, stage.brokerPort())
                .credentials(Stage.USER, Stage.PASSWORD)
                .build();
        return module.modem()
                .attach()
                .then(Mono.defer(() -> new GuideSession(module, witness, table).run(password)))
                .then(module.modem().setClock(OffsetDateTime.now(ZoneOffset.UTC)))
                .then(Mono.defer(() -> new GuideSession(module, witness, table).run(certificate)))
                .then(module.modem().release());
    }
}
