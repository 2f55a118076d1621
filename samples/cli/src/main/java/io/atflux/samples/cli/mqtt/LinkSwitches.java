package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.link.LinkOptions;
import io.atflux.link.MqttLink;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.outbox.Outbox;
import io.atflux.samples.cli.DurationOption;
import io.atflux.transport.AtTransport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for how the link connects. */
final class LinkSwitches {

    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(60);
    private static final Duration FOR_EVER = Duration.ofDays(365);

    @Option(names = "--apn", paramLabel = "NAME", description = "The access point. Default: chosen by the SIM's IMSI.")
    private @Nullable String apn;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long to wait for a connection. Default: 60s; with --keep-trying, for ever.")
    private @Nullable Duration within;

    @Option(
            names = "--keep-trying",
            description = "Go on also if only a human can mend it: a missing SIM, a wrong password.")
    private boolean keepTrying;

    @Option(
            names = "--take-over",
            description = "Close the module's MQTT client 1 if another program has it open, and use it; and do, for a "
                    + "connection, what also ends those of others: a new IP address, the radio off and on. Default: use a client "
                    + "that is free, and leave open clients alone.")
    private boolean takeOver;

    boolean keepsTrying() {
        return keepTrying;
    }

    /** Null for no limit. */
    @Nullable
    Duration within() {
        return within == null && !keepTrying ? DEFAULT_WITHIN : within;
    }

    /** @throws AtUsageException for an invalid limit or access point */
    void check() {
        if (within != null && (within.isZero() || within.compareTo(FOR_EVER) > 0)) {
            throw Usage.wrong("--within is not within 1 ms to 365 days");
        }
        if (apn != null) {
            L610Commands.of(L610Profile.defaults()).modem().setApn(Apn.of(apn));
        }
    }

    /** A link that is not yet started. */
    MqttLink link(AtTransport line, Broker broker, Narrator narrator, @Nullable Outbox outbox) {
        L610.Builder module =
                L610.over(line).onProgress(narrator::step).session(client -> client.onLine(narrator::line));
        LinkOptions options = options().mutate().outbox(outbox).build();
        return (apn == null ? module : module.apn(Apn.of(apn))).link(broker, options);
    }

    private LinkOptions options() {
        Duration limit = within();
        return LinkOptions.builder()
                .waitForReady(limit == null ? FOR_EVER : limit)
                .takeOver(takeOver)
                .build();
    }
}
