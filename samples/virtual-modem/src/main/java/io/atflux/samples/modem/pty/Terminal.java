package io.atflux.samples.modem.pty;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One pseudo-terminal. Once a host has opened it, its bytes go to a socket, until the host closes it or the socket is closed;
 * then it is gone.
 */
final class Terminal {

    private static final Pattern MADE = Pattern.compile(".* PTY is (/\\S+)");

    /**
     * socat, which ends with its standard input, that is at the latest with this process, however it ends. Two -d make it say
     * the terminal's name; without wait-slave the terminal would count as open from the beginning.
     */
    private static final String GUARDED = """
            exec 3<&0
            socat -d -d -t0 PTY,raw,echo=0,wait-slave,pty-interval=0.02 "$1" 3<&- &
            socat=$!
            { read -r nothing <&3; kill $socat; } 2>/dev/null &
            guard=$!
            wait $socat
            kill $guard
            """;

    private final Process guarded;
    private final Path device;

    private Terminal(Process guarded, Path device) {
        this.guarded = guarded;
        this.device = device;
    }

    /**
     * Makes one.
     *
     * @param socket the Unix domain socket that is connected to when a host opens the terminal
     * @throws IOException if it cannot be made, above all because socat is missing
     */
    static Terminal make(Path socket) throws IOException {
        Process started = start(socket);
        BufferedReader messages = started.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            Matcher made = MADE.matcher(line);
            if (made.matches()) {
                return new Terminal(started, Path.of(made.group(1)));
            }
            said.append(": ").append(line);
        }
        throw new IOException("socat makes no pseudo-terminal" + said);
    }

    private static Process start(Path socket) throws IOException {
        if (!isInstalled()) {
            throw new IOException("a pseudo-terminal needs the program socat, which is not installed (apt-get install "
                    + "socat, or brew install socat)");
        }
        return new ProcessBuilder("sh", "-c", GUARDED, "sh", "UNIX-CONNECT:" + socket)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "socat")));
    }

    /** As the system names it. */
    Path device() {
        return device;
    }

    /** Returns once it is gone. */
    void awaitEnd() throws InterruptedException {
        guarded.waitFor();
    }

    /** Takes it away; a host that has it open sees it hang up. */
    void remove() {
        try {
            guarded.getOutputStream().close();
        } catch (IOException e) {
            guarded.destroy();
        }
    }
}
