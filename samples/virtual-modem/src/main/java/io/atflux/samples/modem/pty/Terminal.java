package io.atflux.samples.modem.pty;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-terminal that stays when hosts connect and disconnect. While a host has it open, its bytes go to a socket. A
 * new terminal replaces it if no next host could use it, and to hang up under a host whose socket was closed.
 */
final class Terminal {

    private final Process program;
    private final BufferedReader names;
    private final Path device;

    private Terminal(Process program, BufferedReader names, Path device) {
        this.program = program;
        this.names = names;
        this.device = device;
    }

    /**
     * Makes a terminal.
     *
     * @param socket the Unix domain socket to connect to when a host opens the terminal
     * @throws IOException if it cannot be made, mostly because perl is missing or the system is not Linux
     */
    static Terminal make(Path socket) throws IOException {
        if (Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "perl")))) {
            throw new IOException(
                    "a pseudo-terminal needs the program perl, which is not installed (apt-get install perl-base)");
        }
        Process started = new ProcessBuilder("perl", "-e", script(), socket.toString()).start();
        BufferedReader names = started.inputReader(StandardCharsets.UTF_8);
        String name = names.readLine();
        if (name != null) {
            return new Terminal(started, names, Path.of(name));
        }
        try (BufferedReader messages = started.errorReader(StandardCharsets.UTF_8)) {
            throw new IOException(
                    "perl makes no pseudo-terminal: " + messages.lines().collect(Collectors.joining("; ")));
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Terminal.class.getResourceAsStream("terminal.pl")) {
            if (script == null) {
                throw new IOException("terminal.pl is missing in the package of " + Terminal.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The device of the first terminal. */
    Path device() {
        return device;
    }

    /**
     * Waits for a terminal that replaces this one.
     *
     * @return the device of the new one; null if there is none and the terminal is gone
     * @throws IOException if the program's output cannot be read
     */
    @Nullable
    Path awaitNext() throws IOException {
        String name = names.readLine();
        return name == null ? null : Path.of(name);
    }

    /** Removes the old terminal after the link leads to the new one. */
    void dropOld() throws IOException {
        OutputStream toProgram = program.getOutputStream();
        toProgram.write('\n');
        toProgram.flush();
    }

    /** Removes it; a host that has it open sees a hang-up. */
    void remove() {
        try {
            program.getOutputStream().close();
        } catch (IOException e) {
            program.destroy();
        }
    }
}
