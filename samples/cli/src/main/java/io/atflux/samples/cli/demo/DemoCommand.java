package io.atflux.samples.cli.demo;

import io.atflux.fibocom.L610;
import io.atflux.modem.StepProgress;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.ModuleSwitches;
import io.atflux.samples.cli.Palette;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.Terminal;
import io.atflux.transport.tcp.TcpTransport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the vendor guide's session from end to end, once with a password and once with certificates; then a link that
 * loses and restores its connection.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the L610 guide's session with a virtual module and a real MQTT broker.",
            "The module listens on a TCP port, and atflux drives it; then a link loses its IP address and reconnects.",
            "Exit status 0: all checks held; 1: at least one did not."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofMillis(100);

    /** The two sessions of the guide. */
    enum Variant {
        password,
        certificate,
        both
    }

    private final Streams streams;

    @Option(
            names = "--variant",
            defaultValue = "both",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Variant variant = Variant.both;

    @Mixin
    private ModuleSwitches switches = new ModuleSwitches();

    public DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        Screen screen = new Screen(streams.out(), Terminal.is(streams.out()), Palette.of(streams.out()));
        StepTable table = new StepTable();
        Disposable ticking = Flux.interval(TICK).subscribe(tick -> screen.tick());
        Transcript transcript = Transcript.to(screen::event);
        try (Stage stage = Stage.set(switches.positions());
                Witness witness = Witness.listenTo(EmbeddedBroker.HOST, stage.brokerPort(), GuideSession.TOPIC)) {
            screen.line("MQTT broker on " + EmbeddedBroker.HOST + ":" + stage.brokerPort() + " and, for TLS, "
                    + stage.brokerTlsPort() + "; virtual L610 on tcp://" + EmbeddedBroker.HOST + ":"
                    + stage.modem().getPort());
            run(stage, witness, screen, table);
        } finally {
            transcript.close();
            ticking.dispose();
        }
        screen.line("");
        table.lines().forEach(screen::row);
        screen.line("");
        screen.verdict(table.allHeld() ? "All of it held." : "Not all of it held.", table.allHeld());
        return table.allHeld() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private void run(Stage stage, Witness witness, Screen screen, StepTable table) {
        L610.Builder module = L610.over(
                        TcpTransport.to(EmbeddedBroker.HOST, stage.modem().getPort()))
                .onProgress(step -> show(step, screen, table));
        screen.begin();
        Mono<Void> session =
                Mono.usingWhen(module.connect(), connected -> drive(connected, stage, witness, table), L610::close);
        session.then(Mono.defer(() -> link(stage, witness, screen, table)))
                .timeout(LIMIT)
                .onErrorResume(failure -> {
                    table.check("session", false, String.valueOf(failure.getMessage()));
                    return Mono.empty();
                })
                .block();
    }

    private static Mono<Void> link(Stage stage, Witness witness, Screen screen, StepTable table) {
        table.heading("a link that is lost and restored");
        L610.Builder module = L610.over(
                        TcpTransport.to(EmbeddedBroker.HOST, stage.modem().getPort()))
                .onProgress(screen::step);
        // The will of a broken connection is published to another topic.
        Broker broker = withPassword(stage).mutate().will("state", "offline").build();
        return new LinkScene(module, broker, stage, witness, table, screen).run();
    }

    private static void show(StepProgress step, Screen screen, StepTable table) {
        screen.step(step);
        table.add(step);
    }

    private Mono<Void> drive(L610 module, Stage stage, Witness witness, StepTable table) {
        table.heading("attach");
        Mono<Void> run = module.modem().attach().then();
        if (variant != Variant.certificate) {
            run = run.then(heading("MQTT with a password", table))
                    .then(new GuideSession(module, witness, table).run(withPassword(stage)));
        }
        if (variant != Variant.password) {
            // Certificates are checked against the module's clock.
            run = run.then(heading("MQTT with certificates", table))
                    .then(module.modem().setClock(OffsetDateTime.now(ZoneOffset.UTC)))
                    .then(new GuideSession(module, witness, table).run(withCertificates(stage)));
        }
        return run.then(heading("release", table)).then(module.modem().release());
    }

    private static Mono<Void> heading(String text, StepTable table) {
        return Mono.fromRunnable(() -> table.heading(text));
    }

    private static Broker withPassword(Stage stage) {
        return Broker.builder(EmbeddedBroker.HOST, stage.brokerPort())
                .credentials(Stage.USER, Stage.PASSWORD)
                .will(GuideSession.TOPIC, "disconnect unexpectedly")
                .keepAlive(Duration.ofSeconds(60))
                .build();
    }

    private static Broker withCertificates(Stage stage) {
        try {
            DemoPki.Identity device = stage.pki().client("g510-test1", DemoPki.KeyKind.EC);
            TlsMaterial material = TlsMaterial.builder()
                    .trust(stage.pki().authorityPem())
                    .identity(device.certificatePem(), device.keyPem())
                    .build();
            return Broker.tls(EmbeddedBroker.HOST, stage.brokerTlsPort(), material)
                    .mutate()
                    .will(GuideSession.TOPIC, "disconnect unexpectedly")
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no demo certificate", e);
        }
    }
}
