package io.atflux.samples.cli.send;

import io.atflux.AtClient;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Profile;
import io.atflux.profile.Profiles;
import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireLog;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atflux send}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends AT commands as they are, and prints what the modem answers.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all OK",
            "1:the modem said no, or a command failed",
            "2:the request was wrong",
            "3:no connection, or the connection was lost"
        },
        footer = {
            "",
            "URL: tcp://HOST:PORT[?connect-timeout=10s&keep-alive=30s&latency=0s&baud=115200]",
            "     listen://ADDRESS:PORT[?device=ID&registration=regex:…] (a serial server that dials in)",
            "     serial:PORT[?baud=115200&data-bits=8&parity=none&stop-bits=1&flow=none&dtr=on&rts=on]",
            "Before the first command, unless --no-init: AT until it is answered, ATE0, AT+CMEE=2, and a proof of being in step."
        })
public final class SendCommand implements Callable<Integer> {

    /** What the modem's errors and result codes are read by. */
    enum Catalogue {
        l610,
        generic
    }

    private static final long PATIENCE_MILLIS = 1000;

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "URL", description = "The line to the modem.")
    private String url = "";

    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "Commands; from standard input if none is given.")
    private List<String> commands = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--no-init", description = "Send nothing but the commands.")
    private boolean noInit;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "10s",
            description = "For each command, from its write. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--urcs", description = "Print unsolicited and unclassified lines too, as they come.")
    private boolean urcs;

    @Option(
            names = "--linger",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "0s",
            description = "Go on listening after the last reply.")
    private Duration linger = Duration.ZERO;

    @Option(
            names = "--data",
            paramLabel = "TEXT|@FILE",
            converter = DataOption.class,
            description = "Answers a prompt. With @FILE, the file's bytes.")
    private @Nullable PromptData data;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "l610",
            description = "l610 (with 3GPP's) or generic (3GPP's alone). Default: ${DEFAULT-VALUE}.")
    private Catalogue profile = Catalogue.l610;

    @Mixin
    private WireLog wireLog = new WireLog();

    public SendCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        wireLog.apply();
        ReportPrinter printer = json ? new JsonPrinter(streams.out()) : new TextPrinter(streams.out());
        AtTransport transport;
        try {
            if (timeout.isZero()) {
                throw new AtUsageException(
                        AtUsageException.Reason.PARAMETER, "a time-out of zero lets nothing be answered", null);
            }
            transport = AtTransports.of(url);
        } catch (AtUsageException e) {
            if (json) {
                printer.print(Reports.failure(null, e, 0));
            }
            streams.err().println("atflux: " + e.getMessage());
            return ExitStatus.USAGE;
        }
        CommandSource source =
                commands.isEmpty() ? new InputSource(streams.in(), PATIENCE_MILLIS) : CommandSource.of(commands);
        Plan plan = new Plan(
                profile == Catalogue.l610 ? L610Profile.defaults().atProfile() : Profiles.generic(),
                !noInit,
                timeout,
                urcs,
                linger,
                data);
        ReportDelivery delivery = new ReportDelivery(printer, streams.out());
        new Conversation(plan, source, delivery::add)
                .run(AtClient.over(transport))
                .subscribe(nothing -> {}, delivery::fail, delivery::end);
        return delivery.printAll(streams.err());
    }
}
