package io.atflux.samples.cli.send;

import io.atflux.AtClient;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Profile;
import io.atflux.profile.Profiles;
import io.atflux.samples.cli.CharsetOption;
import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.LineUrl;
import io.atflux.samples.cli.Palette;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WaitOption;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.WireLog;
import io.atflux.samples.cli.WireText;
import io.atflux.samples.cli.log.ProgramLog;
import io.atflux.transport.AtTransport;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atflux send}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends AT commands unchanged, and prints the modem's answers.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all OK",
            "1:the modem refused a command, or a command failed",
            "2:the request was wrong",
            "3:no connection, or the connection was lost"
        },
        footer = {
            "",
            "URL: serial:/dev/ttyUSB2, serial:COM5[?baud=115200]",
            "     tcp://HOST:PORT, tls://HOST:PORT, telnet://HOST:PORT",
            "     rfc2217://HOST:PORT[?baud=115200], rfc2217+tls://HOST:PORT",
            "     listen://ADDRESS:PORT (a serial server that dials in)",
            "     Options follow a '?', with '&' between them, such as connect-timeout=10s.",
            "TIME: 500ms, 2s, 1.5s, 3m, 1h; a bare number is seconds.",
            "Standard input: a command a line. Blank lines are left out, and comments,",
            "     which begin with '#'.",
            "Before the first command, unless --no-init: AT until it is answered, ATE0,",
            "     AT+CMEE=2, and a proof of being in step."
        })
public final class SendCommand implements Callable<Integer> {

    /** The catalogue that explains the modem's errors and result codes. */
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
            description =
                    "For each command, from its write to its end. Default: 10s; if a result code ends the command after "
                            + "its OK, the profile's own limit, or 60s with --wait.")
    private @Nullable Duration timeout;

    @Option(
            names = "--wait",
            paramLabel = "[+COMMAND:]+CODE",
            converter = WaitOption.class,
            description =
                    "The command is over when this result code has come, after OK; without +COMMAND the command of that "
                            + "name. May be repeated.")
    private List<WaitOption.Wait> waitFor = new ArrayList<>();

    @Option(
            names = "--no-settle",
            description =
                    "OK ends all other commands. Default: the profile's result codes end AT+MIPCALL, AT+MQTTOPEN, "
                            + "AT+MQTTSUB, AT+MQTTUNSUB, AT+MQTTPUB and AT+MQTTCLOSE.")
    private boolean noSettle;

    @Option(names = "--stop-on-error", description = "Send nothing more after the first command that fails.")
    private boolean stopOnError;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            converter = CharsetOption.class,
            defaultValue = "UTF-8",
            description = "Of the commands, --data TEXT, and received text. Default: ${DEFAULT-VALUE}.")
    private Charset charset = StandardCharsets.UTF_8;

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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public SendCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        wireLog.apply();
        WireText text = new WireText(charset);
        ReportPrinter printer = json
                ? new JsonPrinter(streams.out(), text)
                : new TextPrinter(streams.out(), text, Palette.of(streams.out()));
        AtTransport transport;
        Plan plan;
        try {
            if (timeout != null && timeout.isZero()) {
                throw new AtUsageException(
                        AtUsageException.Reason.PARAMETER, "a time-out of zero lets nothing be answered", null);
            }
            if (!commands.isEmpty() && commands.stream().allMatch(String::isBlank)) {
                throw new AtUsageException(AtUsageException.Reason.OTHER, "an empty command is none", null);
            }
            plan = plan(text);
            transport = LineUrl.of(url, commands);
        } catch (AtUsageException e) {
            if (json) {
                printer.print(Reports.failure(null, e, 0));
            }
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        warn();
        CommandSource source =
                commands.isEmpty() ? new InputSource(streams.in(), PATIENCE_MILLIS) : CommandSource.of(commands, text);
        return converse(AtClient.over(transport), plan, source, printer);
    }

    private void warn() {
        if (commands.stream().anyMatch(String::isBlank)) {
            streams.err().println("atflux: an empty command is left out");
        }
        for (WaitOption.Wait wait : waitFor) {
            boolean idle = commands.stream()
                    .noneMatch(command -> command.toUpperCase(Locale.ROOT).contains(wait.command()));
            if (idle && !commands.isEmpty()) {
                streams.err()
                        .println("atflux: --wait " + wait.code() + ": no command is named " + wait.command()
                                + "; for a command of another name it is --wait +COMMAND:" + wait.code());
            }
        }
    }

    private int converse(AtClient client, Plan plan, CommandSource source, ReportPrinter printer)
            throws InterruptedException {
        ReportDelivery delivery = new ReportDelivery(printer, streams.out());
        try (Waits waits = Waits.ticked(streams.err())) {
            if (wireLog.isWanted()) {
                // Otherwise the traffic would be printed after the answer that it led to.
                ProgramLog.to(delivery::log);
            }
            new Conversation(plan, source, waits, delivery::add)
                    .run(client)
                    .subscribe(nothing -> {}, delivery::fail, delivery::end);
            return delivery.printAll(streams.err(), waits);
        } finally {
            ProgramLog.to(streams.err()::println);
        }
    }

    private Plan plan(WireText text) {
        boolean l610 = profile == Catalogue.l610;
        return new Plan(
                l610 ? L610Profile.defaults().atProfile() : Profiles.generic(),
                text,
                Endings.of(waitFor, l610 && !noSettle),
                !noInit,
                timeout,
                urcs,
                linger,
                data == null ? null : data.in(text),
                stopOnError);
    }
}
