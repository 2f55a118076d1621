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
 * Runs what people run, at a module in this process, and says nothing: the launcher has the JVM archive the classes that were
 * loaded for it.
 */
final class Rehearsal {

    private Rehearsal() {}

    /** Ends with 0 if the most usual one of the commands succeeded. */
    public static void main(String[] args) throws IOException {
        ProgramLogProvider.choose();
        Start.tune();
        int status;
        try (ModemServer module = ModemServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Switches.defaults().with("autobaud=off").with("timing=instant"),
                (request, events) -> {
                    throw new IllegalStateException("nobody asked for a broker");
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
