package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.LineUrl;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireLog;
import io.atflux.samples.cli.send.ErrorReport;
import io.atflux.transport.AtTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atflux sub}. */
@Command(
        name = "sub",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Subscribes to topics through a modem, and prints the messages.",
            "It finds the modem, attaches it to the network, connects to the broker, and closes at the end. A connection that is",
            "lost meanwhile is made anew, with its subscriptions; what the broker sends while there is none is lost, unless it",
            "keeps the session (no --clean) and the QoS is at least 1."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the --count or the --for is over",
            "1:no connection to the broker, or it refused a subscription",
            "2:the request was wrong",
            "3:no connection to the modem",
            "130:interrupted; the connection was closed"
        },
        footer = {
            "",
            "URL: as for send (atflux send --help). BROKER: as for pub.",
            "Messages are on standard output, all else is on standard error. A line has the",
            "topic, a space, and the message; control characters, and bytes that are no",
            "UTF-8, are written \\xNN. With --json nothing is changed."
        })
public final class SubCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "URL", description = "The line to the modem.")
    private String url = "";

    @Parameters(index = "1", paramLabel = "BROKER", description = "The broker's URL.")
    private String brokerUrl = "";

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "FILTER",
            description = "Topics to listen to; + stands for one level, # at the end for any number of them.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--qos",
            paramLabel = "N",
            defaultValue = "1",
            description = "0, 1 or 2. Default: ${DEFAULT-VALUE}.")
    private int qos = 1;

    @Option(names = "--count", paramLabel = "N", description = "End after so many messages.")
    private @Nullable Long count;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "End after so long, from when the subscriptions are made.")
    private @Nullable Duration time;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private LinkSwitches switches = new LinkSwitches();

    @Option(names = "--json", description = "One JSON object a line: states and messages.")
    private boolean json;

    @Mixin
    private WireLog wireLog = new WireLog();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public SubCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        wireLog.apply();
        AtTransport line;
        Broker broker;
        List<TopicFilter> wanted;
        try {
            switches.check();
            checkEnd();
            line = LineUrl.of(url);
            broker = brokers.broker(brokerUrl, System.getenv());
            wanted = wanted();
        } catch (AtUsageException e) {
            throw new ErrorReport(streams, json).misuse(spec, e);
        }
        try (Narrator narrator =
                Narrator.on(streams.err(), switches.within(), switches.keepsTrying(), LinkRun.CLOSE_LIMIT)) {
            MqttLink link = switches.link(line, broker, narrator, null);
            LinkRun run = new LinkRun(streams, LinkPrinter.of(json, streams));
            Listening listening =
                    new Listening(link, wanted, Qos.of(qos), run, new ErrorReport(streams, json), narrator);
            listening.limit(switches.within(), switches.keepsTrying(), count, time);
            return run.run(link, narrator, listening::begin, reactor.core.publisher.Mono.empty());
        }
    }

    private void checkEnd() {
        if (count != null && count < 1) {
            throw Usage.wrong("--count is not 1 or more");
        }
        if (time != null && (time.isZero() || time.compareTo(LONGEST) > 0)) {
            throw Usage.wrong("--for is not within 1 ms to 3650 days");
        }
    }

    private List<TopicFilter> wanted() {
        Qos level = Qos.of(qos);
        List<TopicFilter> wanted = new ArrayList<>();
        for (String filter : filters) {
            TopicFilter parsed = TopicFilter.of(filter);
            L610Commands.of(L610Profile.defaults()).mqtt().subscribe(1, parsed, level);
            if (!wanted.contains(parsed)) {
                wanted.add(parsed);
            }
        }
        return wanted;
    }
}
