package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.broker.BrokerAccess;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.e2e.Site;
import io.atflux.samples.e2e.Witness;
import io.atflux.test.Peers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code pub} and {@code sub} as processes: signals, pipes, environment, and a restart of the broker. */
@Timeout(180)
class PubSubProcessIT {

    private static final String READY = "\"phase\":\"READY\"";

    @TempDir
    private Path folder;

    @BeforeEach
    void peers() {
        Peers.require("perl", "apt-get install perl-base");
    }

    private CliProcess start(Workplace place, String which, String... more) throws Exception {
        return CliProcess.start(folder, Map.of(), place.command(which, more));
    }

    @Test
    void anInterruptClosesTheConnection() throws Exception {
        try (Workplace place = Workplace.open();
                CliProcess sub = start(place, "sub", "--json", place.topic("#"))) {
            sub.line(READY);
            sub.interrupt();

            assertThat(sub.rest()).last().asString().contains("\"phase\":\"CLOSED\"");
            assertThat(sub.exit()).isEqualTo(130);
            assertThat(sub.errors()).contains("atflux: interrupted: closing the connection");
            assertThat(place.openClients()).isEqualTo("[]");
        }
    }

    @Test
    void anInterruptDuringPubLeavesNoMessageWithoutItsReceipt() throws Exception {
        try (Workplace place = Workplace.open("registration=2");
                CliProcess pub = start(place, "pub", "--json", place.topic("a"), "1")) {
            pub.line("\"phase\":\"REGISTERING\"");
            pub.interrupt();

            assertThat(pub.rest()).anyMatch(line -> line.contains("\"outcome\":\"NOT_SENT\""));
            assertThat(pub.exit()).isEqualTo(130);
        }
    }

    @Test
    void aBrokerThatRestartsIsSubscribedToAgain() throws Exception {
        BrokerAccess access =
                BrokerAccess.builder().user(Site.USER, Site.PASSWORD).build();
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder().access(access).build().start();
                Workplace place = Workplace.before(broker);
                CliProcess sub = start(place, "sub", "--json", "--count", "2", "#")) {
            sub.line(READY);
            publish(broker, "before");
            assertThat(sub.line("\"type\":\"message\"")).contains("\"payload\":\"before\"");
            broker.stop();
            sub.line("\"cause\":\"");
            broker.start();
            sub.line(READY);
            publish(broker, "after");

            assertThat(sub.line("\"type\":\"message\"")).contains("\"payload\":\"after\"");
            sub.rest();
            assertThat(sub.exit()).as(sub.errors()).isZero();
        }
    }

    private static void publish(EmbeddedBroker broker, String text) {
        try (Witness witness = Witness.connect(broker.port(), "witness")) {
            witness.publish("a", text);
        }
    }

    @Test
    void aReaderThatGoesEndsIt() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.connect();
                CliProcess sub = start(place, "sub", "--json", place.topic("#"))) {
            sub.line(READY);
            sub.closeOutput();
            witness.publish(place.topic("a"), "1");

            assertThat(sub.exit()).isEqualTo(1);
            assertThat(place.openClients()).isEqualTo("[]");
            assertThat(sub.errors()).doesNotContain("Exception");
        }
    }

    @Test
    void aPasswordComesFromTheEnvironment() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"));
                CliProcess pub = CliProcess.start(
                        folder,
                        Map.of("ATFLUX_PASSWORD", Site.PASSWORD),
                        "pub",
                        "-v",
                        "--user",
                        Site.USER,
                        place.url(),
                        place.broker().replaceFirst("//.*@", "//"),
                        place.topic("a"),
                        "1")) {
            assertThat(pub.exit()).as(pub.errors()).isZero();
            assertThat(witness.nextText()).isEqualTo("1");
            assertThat(pub.errors()).contains("AT+MQTTUSER=1,").doesNotContain(Site.PASSWORD);
        }
    }
}
