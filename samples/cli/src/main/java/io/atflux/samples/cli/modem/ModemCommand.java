package io.atflux.samples.cli.modem;

import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.ModuleSwitches;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.WireLog;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import io.atflux.samples.modem.uplink.Uplink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code atflux modem}. */
@Command(
        name = "modem",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a virtual Fibocom L610 until it is interrupted.",
            "It has one host at a time, over any of the given endpoints;",
            "without any it listens on 127.0.0.1:7001.",
            "Its MQTT client reaches one broker for every host name."
        })
public final class ModemCommand implements Callable<Integer> {

    private interface Opening<T> {

        T at(InetSocketAddress address) throws IOException;
    }

    private static final int CLOSE_SECONDS = 15;
    private static final String USUAL = "127.0.0.1:7001";

    private final Streams streams;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Listens for plain TCP; port 0 takes a free one.")
    private @Nullable InetSocketAddress listen;

    @Option(
            names = "--rfc2217",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Listens as a serial server with RFC 2217 (telnet).")
    private @Nullable InetSocketAddress rfc2217;

    @Option(
            names = "--pty",
            paramLabel = "LINK",
            description =
                    "Simulates a serial port: LINK leads to a pseudo-terminal, and is removed at the end. Linux, with perl.")
    private @Nullable Path pty;

    @Option(
            names = "--control",
            paramLabel = "[HOST:]PORT",
            converter = ControlAddress.class,
            description = {
                "Listens for events from outside the module: a message, a call, a USSD answer, a move of a switch.",
                "One command per line; 'help' lists them. HOST is 127.0.0.1 unless given. There is no authentication."
            })
    private @Nullable InetSocketAddress control;

    @Option(
            names = "--broker",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "The MQTT broker. Default: one inside this process, on a free port of 127.0.0.1.")
    private @Nullable InetSocketAddress broker;

    @Option(
            names = "--modules",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many modules, on consecutive ports; LINK0, LINK1, ... for --pty.")
    private int modules = 1;

    @Mixin
    private ModuleSwitches switches = new ModuleSwitches();

    @Option(names = "--switches", description = "List all switches, with their positions, and end.")
    private boolean list;

    @Mixin
    private WireLog wireLog = new WireLog();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ModemCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        wireLog.apply();
        if (list) {
            list();
            return ExitStatus.OK;
        }
        if (listen == null && rfc2217 == null && pty == null) {
            listen = new AddressOption().convert(USUAL);
        }
        Switches positions = switches.positions();
        Thread hook = new Thread(this::interrupted, "atflux-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return serve(positions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            streams.err().println("atflux: " + e.getMessage());
            return ExitStatus.FAILED;
        } finally {
            ended.countDown();
            unhook(hook);
        }
    }

    /** Opens a port; the error of one that is in use names the option that takes another one. */
    private static <T> T opened(String option, InetSocketAddress address, Opening<T> opening) throws IOException {
        try {
            return opening.at(address);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("in use")) {
                throw e;
            }
            throw new IOException(
                    e.getMessage() + "; " + option + " 127.0.0.1:0 takes a free port, " + option
                            + " HOST:PORT another one",
                    e);
        }
    }

    /** The process ends when all its hooks have ended, and links and pseudo-terminals must not remain. */
    private void interrupted() {
        stop();
        try {
            if (!ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                streams.err().println("atflux: the module did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a running {@link #call()}. */
    void stop() {
        end.countDown();
    }

    private int serve(Switches positions) throws IOException, InterruptedException {
        InetSocketAddress other = broker;
        try (EmbeddedBroker own = other == null ? EmbeddedBroker.builder().build() : null;
                HiveMqUplink network = new HiveMqUplink()) {
            InetSocketAddress target =
                    own == null ? other : InetSocketAddress.createUnresolved(EmbeddedBroker.HOST, own.port());
            Uplink uplink = target == null ? network : new OneBroker(network, target);
            try (ModemServer server = ModemServer.of(modules, positions, uplink)) {
                // A port that is taken must be reported before the broker's start.
                List<String> lines = addresses(server);
                if (own != null) {
                    own.start();
                }
                if (target != null) {
                    lines.add("broker at " + target.getHostString() + ":" + target.getPort());
                }
                lines.forEach(streams.out()::println);
                streams.out().flush();
                end.await();
            }
        }
        return ExitStatus.OK;
    }

    private List<String> addresses(ModemServer server) throws IOException {
        List<String> lines = new ArrayList<>();
        waysTo(server).forEach(url -> lines.add("L610 at " + url));
        if (control != null) {
            lines.add("control at " + AddressOption.text(opened("--control", control, server::listenControl)));
        }
        return lines;
    }

    private List<String> waysTo(ModemServer server) throws IOException {
        List<String> urls = new ArrayList<>();
        if (listen != null) {
            opened("--listen", listen, server::listen).forEach(bound -> urls.add(AddressOption.url("tcp", bound)));
        }
        if (rfc2217 != null) {
            opened("--rfc2217", rfc2217, server::listenRfc2217)
                    .forEach(bound -> urls.add(AddressOption.url("rfc2217", bound)));
        }
        if (pty != null) {
            server.openPty(pty.toAbsolutePath()).forEach(link -> urls.add("serial:" + link));
        }
        return urls;
    }

    private void list() {
        for (Switch each : Switch.values()) {
            String initial = each.initial().isEmpty() ? "" : " [" + each.initial() + "]";
            streams.out().println(each.key() + "=" + each.positions().describe() + initial);
            streams.out().println("    " + each.description() + (each.atPowerUp() ? " (at the next power-up)" : ""));
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook already runs.
            return;
        }
    }
}
