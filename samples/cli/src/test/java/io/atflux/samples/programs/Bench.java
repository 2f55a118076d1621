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

/** A virtual module, and the programs that use it. All of them end with this object. */
final class Bench implements AutoCloseable {

    static final String IMEI = "861234050000010";
    static final String IMSI = "460046616008063";

    private final ModemServer module = ModemServer.of(1, Switches.quick().with("power=start"), new FakeUplink());
    private final Deque<Program> running = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();

    private final Path folder;

    /** @param folder the working folder of the programs */
    Bench(Path folder) {
        this.folder = folder;
    }

    ModemServer module() {
        return module;
    }

    /** A port of the loopback interface that leads to the module by plain TCP. */
    InetSocketAddress listen() throws IOException {
        return module.listen(loopback()).get(0);
    }

    /** A port of the loopback interface that leads to the module by RFC 2217. */
    InetSocketAddress listenRfc2217() throws IOException {
        return module.listenRfc2217(loopback()).get(0);
    }

    /** A simulated serial port in the folder, which leads to the module. */
    Path openPty(String name) throws IOException {
        Peers.require("socat", "apt-get install socat");
        return module.openPty(folder.resolve(name)).get(0);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Starts a separate message bus, which all later programs use as the session's and as the system's bus. */
    void startBus() throws IOException, InterruptedException {
        Peers.require("dbus-daemon", "apt-get install dbus");
        Peers.require("dbus-monitor", "apt-get install dbus");
        Peers.require("gdbus", "apt-get install libglib2.0-bin");
        Program bus = start("dbus-daemon", "--session", "--nofork", "--print-address");
        String address = bus.await("(unix:\\S+)\n");
        environment.put("DBUS_SESSION_BUS_ADDRESS", address);
        environment.put("DBUS_SYSTEM_BUS_ADDRESS", address);
    }

    /** Sets a variable for all later programs. */
    void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    /** A Python that has this module: the system's, or the one in the PATH. */
    String python(String pythonModule, String howToGetIt) throws IOException, InterruptedException {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            if (start("env", python, "-c", "import " + pythonModule).status() == 0) {
                return python;
            }
        }
        Peers.isMissing("Python's " + pythonModule, howToGetIt);
        throw new AssertionError();
    }

    /** Starts a program that runs until the end of the test. */
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
     * @return its whole output
     */
    String run(String program, String... arguments) throws IOException, InterruptedException {
        Program started = start(program, arguments);
        assertThat(started.status()).as("%s", started).isZero();
        return started.output();
    }

    /** Starts to print the signals of a service on the bus, including the service's start. */
    Program startMonitor(String service) throws IOException, InterruptedException {
        Program monitor = start("dbus-monitor", "--session", "type='signal',sender='" + service + "'");
        // The bus takes the program's name from it when it becomes a monitor.
        monitor.await("member=NameLost");
        return monitor;
    }

    /** Calls a method of an object on the bus, which must succeed, and returns its result. */
    String call(String service, String object, String method, String... parameters)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("call", "--session", "--dest", service, "--object-path", object, "--method"));
        arguments.add(method);
        arguments.addAll(List.of(parameters));
        return run("gdbus", arguments.toArray(String[]::new));
    }

    /** Ends everything in the reverse order of the start, the module last. */
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
