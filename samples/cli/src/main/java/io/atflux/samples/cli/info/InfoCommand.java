package io.atflux.samples.cli.info;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtException;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.samples.cli.DurationOption;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.LineUrl;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.WireLog;
import io.atflux.samples.cli.send.ErrorReport;
import io.atflux.samples.cli.send.FarEndWords;
import io.atflux.samples.cli.send.Initialisation;
import io.atflux.transport.AtTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** {@code atflux info}. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the identity and state of a modem: SIM, network, signal, IP address, MQTT.",
            "It only queries: it does not dial, and opens and closes nothing. The IMSI is masked."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:printed, also if the modem refuses some queries",
            "1:the modem does not answer",
            "2:the request was wrong",
            "3:no connection, or the connection was lost"
        },
        footer = {
            "",
            "URL: as for send.",
            "Before the first question: AT until it is answered, ATE0, a proof of being in step, and AT+CMEE=2, which is",
            "set back at the end. The echo stays off, as after send."
        })
public final class InfoCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "URL", description = "The line to the modem.")
    private String url = "";

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "10s",
            description = "For the modem's first answer, and for each answer. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(10);

    @Mixin
    private WireLog wireLog = new WireLog();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        wireLog.apply();
        ErrorReport errors = new ErrorReport(streams, json);
        AtTransport transport;
        try {
            if (timeout.isZero()) {
                throw new AtUsageException(
                        AtUsageException.Reason.PARAMETER, "a time-out of zero lets nothing be answered", null);
            }
            transport = LineUrl.of(url);
        } catch (AtUsageException e) {
            throw errors.misuse(spec, e);
        }
        FarEndWords words = new FarEndWords(L610Profile.defaults().atProfile()::masked);
        try (Waits waits = Waits.on(streams.err())) {
            Info info = survey(AtClient.over(transport), words, waits).block();
            print(Objects.requireNonNull(info));
            return ExitStatus.OK;
        } catch (AtException e) {
            return errors.tell(e, words.told(), words.lines());
        }
    }

    private Mono<Info> survey(AtClient client, FarEndWords words, Waits waits) {
        L610Profile profile = L610Profile.defaults();
        AtClient talking = client.profile(profile.atProfile()).recordTo(words::passed);
        // The URL sets the limit.
        return waits.track("the connection", null, talking.connect())
                .flatMap(session -> Mono.usingWhen(
                        Mono.just(session),
                        open -> ask(open, L610Commands.of(profile), words, waits),
                        AtSession::close));
    }

    private Mono<Info> ask(AtSession session, L610Commands commands, FarEndWords words, Waits waits) {
        return Initialisation.restorable(session, timeout, waits)
                .doOnNext(ready -> words.enough())
                .flatMap(ready -> new Survey(session, commands, timeout, waits)
                        .run()
                        .flatMap(info -> ready.restore().thenReturn(info)));
    }

    private void print(Info info) {
        InfoPrinter printer = new InfoPrinter(streams.out());
        if (json) {
            printer.json(info);
        } else {
            printer.text(info);
        }
    }
}
