package io.atflux.samples.cli;

import io.atflux.samples.cli.log.ProgramLogProvider;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Runs common commands without output, against a module in this process. The launcher lets the JVM archive the classes
 * that were loaded.
 */
final class Rehearsal {

    private Rehearsal() {}

    /** Exits with 0 if the most common command succeeded. */
    public static void main(String[] args) throws IOException {
        ProgramLogProvider.choose();
        Start.tune();
        int status;
        try (ModemServer module = ModemServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Switches.defaults().with("autobaud=off").with("timing=instant"),
                (request, events) -> {
                    throw new IllegalStateException("the rehearsal uses no broker");
                })) {
            status = runAll("tcp://127.0.0.1:" + module.address().getPort());
        }
        System.exit(status);
    }

    private static int runAll(String url) {
        Streams silent = new Streams(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()));
        List<String[]> others = List.of(
                new String[] {"send", "--json", "-v", "--urcs", url, "AT+CSQ"},
                new String[] {"send", "serial:/no/such/port", "AT"},
                new String[] {"info", url},
                new String[] {"ports"},
                new String[] {"--help"});
        int status = Atflux.run(silent, "send", url, "ATI", "AT+CSQ");
        others.forEach(args -> Atflux.run(silent, args));
        return status;
    }
}
