package io.atflux.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.Dtu;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the pages runs as the pages say, against the virtual modem and a real broker; only addresses are replaced. */
class SnippetsIT {

    /** Longer than a link needs to notice a restart whose banner came while the module still spoke. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final String LINE = "tcp://127.0.0.1:7001";

    @TempDir
    Path folder;

    private final HiveMqUplink uplink = new HiveMqUplink();
    private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
    private EmbeddedBroker broker;
    private ModemServer modem;
    private Mqtt3BlockingClient cloud;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.builder().build().start();
        modem = ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), Switches.quick(), uplink);
        cloud = Mqtt3Client.builder()
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(broker.port())
                .buildBlocking();
        cloud.connect();
        cloud.toAsync()
                .subscribeWith()
                .topicFilter("#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> published.add(
                        message.getTopic() + " " + new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        cloud.disconnect();
        modem.close();
        uplink.close();
        broker.close();
    }

    private void run(Snippet snippet) throws Exception {
        Snippet here = snippet.with(
                LINE, "tcp://" + EmbeddedBroker.HOST + ":" + modem.address().getPort());
        if (here.text().contains("\"broker.example\", 1883")) {
            here = here.with("\"broker.example\", 1883", "\"" + EmbeddedBroker.HOST + "\", " + broker.port());
        }
        Compiled.of(List.of(here), folder).run(here);
    }

    private CompletableFuture<Void> begin(Snippet snippet) {
        return CompletableFuture.runAsync(() -> {
            try {
                run(snippet);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    /** Retained, so that it does not matter which side is first. */
    private void command(String text) {
        cloud.publishWith()
                .topic("cmd/led")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(text.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private void awaitPublished(String message) throws InterruptedException {
        String next = "";
        while (next != null && !next.equals(message)) {
            next = published.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(next).isEqualTo(message);
    }

    @Test
    void theReadmesProgramPublishes() throws Exception {
        run(Snippets.of(Pages.ROOT.resolve("README.md")).get(0));
        awaitPublished("state online");
    }

    @Test
    void aCommandIsSentToAnyModem() throws Exception {
        run(Snippets.under("using.md", "## Commands to any modem"));
    }

    @Test
    void anL610IsDrivenStepByStep() throws Exception {
        command("on");
        run(Snippets.under("using.md", "## An L610, step by step"));
        awaitPublished("done on");
    }

    @Test
    void aLinkLivesThroughARestartOfTheModule() throws Exception {
        command("on");
        CompletableFuture<Void> running = begin(Snippets.under("using.md", "## When the line is lost"));
        awaitPublished("done on");
        modem.modem(0).powerCycle();
        awaitPublished("done on");
        running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aCommandOfOnesOwnHasItsAnswer() throws Exception {
        run(Snippets.under("using.md", "## A command and a result code of your own"));
    }

    @Test
    void aDeviceThatDialsInIsDriven() throws Exception {
        int port = Dtu.freePort();
        Snippet snippet = Snippets.under("using.md", "## Devices that dial in").with("7002", Integer.toString(port));
        Compiled compiled = Compiled.of(List.of(snippet), folder);
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                compiled.run(snippet);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        try (Dtu dtu = Dtu.dial(port, "ID=861234567890123\r\n", "HB", modem.address())) {
            running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(dtu.beats()).isPositive();
        }
    }

    @Test
    void theTestOfAUsersOwnCodePasses() throws Exception {
        runAlone(Snippets.under("using.md", "## Tests of your own code"));
    }

    @Test
    void theDialectsOfAnotherVendorAttachAndPublish() throws Exception {
        List<Snippet> both = Snippets.of(Pages.DOCS.resolve("dialects.md"));
        assertThat(both).hasSize(2);
        Compiled.of(both, folder).run(both.get(1));
    }

    @Test
    void anOutboxKeepsAMessage() throws Exception {
        Snippet snippet = Snippets.of(Pages.DOCS.resolve("outbox.md")).get(0);
        runAlone(snippet.with("\"outbox.db\"", "\"" + folder.resolve("outbox.db") + "\""));
    }

    @Test
    void aSessionIsRecordedAndReplayed() throws Exception {
        String file = "\"" + folder.resolve("session.txt") + "\"";
        List<Snippet> both = Snippets.of(Pages.DOCS.resolve("recording.md"));
        assertThat(both).hasSize(2);
        run(both.get(0).with("\"session.txt\"", file));
        runAlone(both.get(1).with("\"session.txt\"", file));
    }

    private void runAlone(Snippet snippet) throws IOException, Exception {
        Compiled.of(List.of(snippet), folder).run(snippet);
    }
}
