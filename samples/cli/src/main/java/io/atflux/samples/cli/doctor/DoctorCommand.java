package io.atflux.samples.cli.doctor;

import io.atflux.AtClient;
import io.atflux.error.AtException;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.modem.ModemDialect;
import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.LineUrl;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.WireLog;
import io.atflux.samples.cli.mqtt.AccountOptions;
import io.atflux.samples.cli.send.ErrorReport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** {@code atflux doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks the path from the line to the broker; prints faults and advice.",
            "It reverts its changes: it releases a bearer that it dialled, and closes what it",
            "opened. It does not switch the radio on, loads no TLS files, and uses no MQTT",
            "client that is already open. At the broker it uses its own client identifier",
            "(atflux-doctor-...), never the device's."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no check failed; there may be warnings",
            "1:a check failed",
            "2:the request was wrong",
            "3:no connection to the modem, or it was lost",
            "130:interrupted; all changes were reverted"
        },
        footer = {
            "",
            "URL: as for send (atflux send --help). Without one: --replay FILE.",
            "BROKER: mqtt://[user:password@]host[:port]; with mqtts:// the TLS settings and",
            "files that the module has."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Streams streams;

    @Parameters(index = "0", arity = "0..1", paramLabel = "URL", description = "The line to the modem.")
    private @Nullable String url;

    @Option(names = "--broker", paramLabel = "BROKER", description = "Go on to this broker.")
    private @Nullable String brokerUrl;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Option(
            names = "--apn",
            paramLabel = "NAME",
            description = "The access point for a dial. Default: the one that the module has.")
    private @Nullable String apn;

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            description = "Enter this PIN if the SIM wants one, once. Default: none is entered.")
    private @Nullable String pin;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Judge a recording (docs/recording.md) in place of a line.")
    private @Nullable Path replay;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "10s",
            description =
                    "For the modem's first answer, for each answer, and for SIM and network. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--json", description = "One JSON object a check.")
    private boolean json;

    @Mixin
    private WireLog wireLog = new WireLog();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public DoctorCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        wireLog.apply();
        Examination examination = new Examination(new CheckPrinter(streams.out(), json)::print);
        try (Waits waits = Waits.on(streams.err())) {
            Interruption.run(stop -> work(examination, waits, stop));
        } catch (AtUsageException e) {
            throw new ErrorReport(streams, json).misuse(spec, e);
        } catch (AtException e) {
            return new ErrorReport(streams, json).tell(e, "", List.of());
        }
        if (examination.isDisconnected()) {
            return ExitStatus.NO_CONNECTION;
        }
        return examination.isFailed() ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private Mono<Void> work(Examination examination, Waits waits, Mono<Void> stop) {
        Plan plan = plan();
        String line = url;
        Path file = replay;
        if ((line == null) == (file == null)) {
            throw wrong("either a URL or --replay FILE is needed");
        }
        if (file != null) {
            return Replay.of(file).run(examination, plan);
        }
        AtClient client = AtClient.over(LineUrl.of("" + line));
        return new Visitor(examination, plan, waits, stop).run(client, ("" + line).startsWith("listen:"));
    }

    /** Refuses invalid arguments before anything is sent. */
    private Plan plan() {
        if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw wrong("--timeout is not within 1 ms to 1 h");
        }
        ModemDialect modem = L610Commands.of(L610Profile.defaults()).modem();
        if (pin != null) {
            modem.enterPin(pin);
        }
        if (apn != null) {
            modem.setApn(Apn.of(apn));
        }
        Random random = new SecureRandom();
        BrokerTarget broker =
                brokerUrl == null ? null : BrokerTarget.of(account.broker(brokerUrl, System.getenv()), random);
        return new Plan(broker, pin, apn, timeout);
    }

    private static AtUsageException wrong(String message) {
        return new AtUsageException(AtUsageException.Reason.PARAMETER, message, null);
    }
}
