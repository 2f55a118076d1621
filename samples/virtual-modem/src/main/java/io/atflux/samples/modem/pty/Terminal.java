package io.atflux.samples.modem.pty;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pseudo-terminal, which stays when hosts come and go. While a host has it open, its bytes go to a socket. It is gone when it
 * is removed, and when the socket is closed under a host.
 */
final class Terminal {

    private final Process program;
    private final Path device;

    private Terminal(Process program, Path device) {
        this.program = program;
        this.device = device;
    }

    /**
     * Makes one.
     *
     * @param socket the Unix domain socket that is connected to when a host opens the terminal
     * @throws IOException if it cannot be made, above all where there is no perl, or no Linux
     */
    static Terminal make(Path socket) throws IOException {
        if (Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "perl")))) {
            throw new IOException(
                    "a pseudo-terminal needs the program perl, which is not installed (apt-get install perl-base)");
        }
        Process started = new ProcessBuilder("perl", "-e", script(), socket.toString()).start();
        String name = started.inputReader(StandardCharsets.UTF_8).readLine();
        if (name != null) {
            return new Terminal(started, Path.of(name));
        }
        try (BufferedReader messages = started.errorReader(StandardCharsets.UTF_8)) {
            throw new IOException(
                    "perl makes no pseudo-terminal: " + messages.lines().collect(Collectors.joining("; ")));
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Terminal.class.getResourceAsStream("terminal.pl")) {
            if (script == null) {
                throw new IOException("terminal.pl is missing beside " + Terminal.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As the system names it. */
    Path device() {
        return device;
    }

    /** Returns once it is gone. */
    void awaitEnd() throws InterruptedException {
        program.waitFor();
    }

    /** Takes it away; a host that has it open sees it hang up. */
    void remove() {
        try {
            program.getOutputStream().close();
        } catch (IOException e) {
            program.destroy();
        }
    }
}
