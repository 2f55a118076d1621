package io.atflux.samples.modem.pty;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pseudo-terminal. Once a host has opened it, its bytes go to a socket, until the host closes it or the socket is closed;
 * then it is gone.
 */
final class Terminal {

    private static final Pattern MADE = Pattern.compile(".* PTY is (/\\S+)");

    private final Process socat;
    private final Path device;

    private Terminal(Process socat, Path device) {
        this.socat = socat;
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
        try {
            // Two -d for the terminal's name; wait-slave, or the terminal would count as open from the beginning.
            return new ProcessBuilder(
                            "socat",
                            "-d",
                            "-d",
                            "-t0",
                            "PTY,raw,echo=0,wait-slave,pty-interval=0.02",
                            "UNIX-CONNECT:" + socket)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "a pseudo-terminal needs the program socat, which does not start (apt-get install socat, or brew "
                            + "install socat): " + e.getMessage(),
                    e);
        }
    }

    /** As the system names it. */
    Path device() {
        return device;
    }

    /** Returns once it is gone. */
    void awaitEnd() throws InterruptedException {
        socat.waitFor();
    }

    /** Takes it away; a host that has it open sees it hang up. */
    void remove() {
        socat.destroy();
    }
}
