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
 * A pseudo-terminal that stays when hosts come and go. While a host has it open, its bytes go to a socket. Another one takes its
 * place where no next host could use it, and to hang up under a host whose socket was closed.
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
                throw new IOException("terminal.pl is missing beside " + Terminal.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The first one, as the system names it. */
    Path device() {
        return device;
    }

    /**
     * Waits until another one is there to take its place.
     *
     * @return that one; null if there is none, and the terminal is gone
     * @throws IOException if the program cannot be heard any more
     */
    @Nullable
    Path awaitNext() throws IOException {
        String name = names.readLine();
        return name == null ? null : Path.of(name);
    }

    /** Hosts find the one that took the place: the old one goes. */
    void dropOld() throws IOException {
        OutputStream toProgram = program.getOutputStream();
        toProgram.write('\n');
        toProgram.flush();
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
