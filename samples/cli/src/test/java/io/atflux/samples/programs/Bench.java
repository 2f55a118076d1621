package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.test.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A virtual module, and the programs that talk to it, of which nothing is left in the end. */
final class Bench implements AutoCloseable {

    static final String IMEI = "861234050000010";
    static final String IMSI = "460046616008063";

    private final ModemServer module = ModemServer.of(1, Switches.quick().with("power=start"), new FakeUplink());
    private final Deque<Program> running = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();

    private final Path folder;

    /** @param folder in which the programs run */
    Bench(Path folder) {
        this.folder = folder;
    }

    ModemServer module() {
        return module;
    }

    /** A port of the loopback that leads to the module by plain TCP. */
    InetSocketAddress listen() throws IOException {
        return module.listen(loopback()).get(0);
    }

    /** A port of the loopback that leads to the module by RFC 2217. */
    InetSocketAddress listenRfc2217() throws IOException {
        return module.listenRfc2217(loopback()).get(0);
    }

    /** A pretend serial port in the folder, which leads to the module. */
    Path openPty(String name) throws IOException {
        Peers.require("socat", "apt-get install socat");
        return module.openPty(folder.resolve(name)).get(0);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Starts a message bus of its own, which all programs have for the session's and for the system's from then on. */
    void startBus() throws IOException, InterruptedException {
        Peers.require("dbus-daemon", "apt-get install dbus");
        Peers.require("dbus-monitor", "apt-get install dbus");
        Peers.require("gdbus", "apt-get install libglib2.0-bin");
        Program bus = start("dbus-daemon", "--session", "--nofork", "--print-address");
        String address = bus.await("(unix:\\S+)\n");
        environment.put("DBUS_SESSION_BUS_ADDRESS", address);
        environment.put("DBUS_SYSTEM_BUS_ADDRESS", address);
    }

    /** Sets a variable for the programs that start from now on. */
    void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    /** A Python that has this module: the system's own one, or the PATH's. */
    String python(String pythonModule, String howToGetIt) throws IOException, InterruptedException {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            if (start("env", python, "-c", "import " + pythonModule).status() == 0) {
                return python;
            }
        }
        Peers.isMissing("Python's " + pythonModule, howToGetIt);
        throw new AssertionError();
    }

    /** Starts a program that goes on until the end of the test. */
    Program start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(
                program.indexOf('/') < 0
                        ? Peers.require(program, "apt-get install").toString()
                        : program);
        command.addAll(List.of(arguments));
        Program started = Program.start(folder, environment, command);
        running.push(started);
        return started;
    }

    /**
     * Runs a program, which must succeed.
     *
     * @return all that it printed
     */
    String run(String program, String... arguments) throws IOException, InterruptedException {
        Program started = start(program, arguments);
        assertThat(started.status()).as("%s", started).isZero();
        return started.output();
    }

    /** Starts to print what a service signals on the bus, the service's start included. */
    Program startMonitor(String service) throws IOException, InterruptedException {
        Program monitor = start("dbus-monitor", "--session", "type='signal',sender='" + service + "'");
        // Its own name is taken from it when it has become a monitor.
        monitor.await("member=NameLost");
        return monitor;
    }

    /** Calls a method of an object on the bus, which must succeed, and returns what that returned. */
    String call(String service, String object, String method, String... parameters)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("call", "--session", "--dest", service, "--object-path", object, "--method"));
        arguments.add(method);
        arguments.addAll(List.of(parameters));
        return run("gdbus", arguments.toArray(String[]::new));
    }

    /** Ends all in the opposite order of their start, the module last. */
    @Override
    public void close() {
        try {
            while (!running.isEmpty()) {
                running.pop().close();
            }
        } finally {
            module.close();
            running.forEach(Program::close);
        }
    }
}
