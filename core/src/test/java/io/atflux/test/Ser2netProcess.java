package io.atflux.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The serial server ser2net in front of a serial port, on a free loopback port. On Linux only. */
public final class Ser2netProcess implements AutoCloseable {

    private final int port = freePort();
    private final Path configuration = Files.createTempFile("atflux-ser2net", ".yaml");
    private final Path program;
    private Process process;

    /**
     * Starts it.
     *
     * @param accepter ser2net's notation for its protocol, without the address, for example
     *     {@code "telnet(rfc2217=true),"}
     * @param device the serial port
     */
    public Ser2netProcess(String accepter, Path device) throws IOException {
        program = Peers.require("ser2net", "apt-get install ser2net, or brew install ser2net");
        Files.writeString(configuration, """
                connection: &modem
                  accepter: %stcp,127.0.0.1,%d
                  connector: serialdev,%s,115200n81,local
                """.formatted(accepter, port, device));
        process = start();
    }

    private Process start() throws IOException {
        Process started = Peers.start(program.toString(), "-n", "-c", configuration.toString());
        Peers.await(this::isListening);
        return started;
    }

    /** The server accepts one connection at a time, which a test connection would use up. */
    private boolean isListening() {
        try {
            String listening = "0100007F:%04X 00000000:0000 0A".formatted(port);
            return Files.readString(Path.of("/proc/net/tcp")).contains(listening);
        } catch (IOException noLinux) {
            throw new AssertionError(noLinux);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Ends the server, as a power failure does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** After {@link #kill}, on the same port. */
    public void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() throws IOException {
        kill();
        Peers.awaitEnd(process);
        Files.deleteIfExists(configuration);
    }
}
