package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxException;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.LineUrl;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireLog;
import io.atflux.samples.cli.send.ErrorReport;
import io.atflux.transport.AtTransport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** {@code atflux pub}. */
@Command(
        name = "pub",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes messages through a modem.",
            "It finds the modem, attaches it to the network, connects to the broker, and closes at the end.",
            "A connection that is lost meanwhile is made anew, and what was not confirmed is sent again."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the module confirmed all messages: at QoS 1 and 2 the broker has them, at QoS 0 they were handed to the connection",
            "1:a message was not confirmed, or there was no connection to the broker",
            "2:the request was wrong",
            "3:no connection to the modem",
            "130:interrupted; the connection was closed"
        },
        footer = {
            "",
            "URL: as for send (atflux send --help).",
            "BROKER: mqtt://[USER[:PASSWORD]@]HOST[:PORT], or mqtts:// for TLS.",
            "        Ports 1883 and 8883 unless given. In user and password, special",
            "        characters are percent-encoded: @ is %%40. It is the module that",
            "        connects to it, not this machine."
        })
public final class PubCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "URL", description = "The line to the modem.")
    private String url = "";

    @Parameters(index = "1", paramLabel = "BROKER", description = "The broker's URL.")
    private String brokerUrl = "";

    @Parameters(index = "2", paramLabel = "TOPIC", description = "Where to publish.")
    private String topic = "";

    @Parameters(
            index = "3",
            arity = "0..1",
            paramLabel = "PAYLOAD|-|@FILE",
            description =
                    "The message as UTF-8 text (@@TEXT for one that begins with @), a file's bytes, or with - those of "
                            + "standard input, as if none is given.")
    private String payload = Outgoing.STANDARD_INPUT;

    @Option(
            names = "--qos",
            paramLabel = "N",
            defaultValue = "1",
            description = "0, 1 or 2. Default: ${DEFAULT-VALUE}.")
    private int qos = 1;

    @Option(names = "--retain", description = "The broker keeps the message for those who subscribe later.")
    private boolean retain;

    @Option(
            names = "--lines",
            description =
                    "One message for each line of standard input, as they come, or of @FILE; without the line's end, LF "
                            + "or CR LF. An empty line is an empty message.")
    private boolean lines;

    @Option(
            names = "--outbox",
            paramLabel = "FILE",
            description =
                    "Keep the messages in this file until they are confirmed, also over a run that finds no connection: the "
                            + "next one with this file and broker sends them first.")
    private @Nullable Path outbox;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private LinkSwitches switches = new LinkSwitches();

    @Option(names = "--json", description = "One JSON object a line: states, and a receipt for each message, in order.")
    private boolean json;

    @Mixin
    private WireLog wireLog = new WireLog();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public PubCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        wireLog.apply();
        AtTransport line;
        Broker broker;
        Flux<MqttMessage> messages;
        try {
            switches.check();
            line = LineUrl.of(url);
            broker = brokers.broker(brokerUrl, System.getenv());
            messages = new Outgoing(topic, Qos.of(qos), retain).messages(payload, lines, streams.in());
        } catch (AtUsageException e) {
            throw new ErrorReport(streams, json).misuse(spec, e);
        }
        try (OutboxFile kept = OutboxFile.of(outbox);
                Narrator narrator =
                        Narrator.on(streams.err(), switches.within(), switches.keepsTrying(), LinkRun.CLOSE_LIMIT)) {
            kept.open();
            MqttLink link = switches.link(line, broker, narrator, kept.outbox());
            LinkRun run = new LinkRun(streams, LinkPrinter.of(json, streams));
            Publishing publishing = new Publishing(
                    link, messages, Qos.of(qos), run, narrator, switches.keepsTrying(), kept.limit(switches.within()));
            return run.run(link, narrator, publishing::begin, publishing.stopped());
        } catch (OutboxException unusable) {
            streams.err().println("atflux: the outbox cannot be used: " + unusable.getMessage());
            return ExitStatus.USAGE;
        }
    }
}
