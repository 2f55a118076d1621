package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.Peers;
import io.atflux.test.TransportTck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A real ser2net before a pseudo-terminal, whose other side socat carries to a socket of ours. */
final class Ser2net implements FarEnd {

    private static final int LIMIT_MILLIS = Math.toIntExact(TransportTck.LIMIT.toMillis());
    private static final int BUFFER = 16_384;

    private final ServerSocket modem = new ServerSocket();
    private final int port = freePort();
    private final Path folder = Files.createTempDirectory("atflux-ser2net");
    private final Path terminal = folder.resolve("modem");
    private final Path configuration = folder.resolve("ser2net.yaml");
    private final IntFunction<TcpTransport> client;
    private final Process socat;
    private Process ser2net;
    private @Nullable Socket socket;

    /** @param accepter ser2net's words for what it speaks to us, without its address */
    Ser2net(String accepter, IntFunction<TcpTransport> client) throws IOException {
        Peers.require("socat", "apt-get install socat, or brew install socat");
        Peers.require("ser2net", "apt-get install ser2net, or brew install ser2net");
        this.client = client;
        modem.setReceiveBufferSize(BUFFER);
        modem.setSoTimeout(LIMIT_MILLIS);
        modem.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socat = start(
                "socat",
                "PTY,raw,echo=0,link=" + terminal,
                "TCP:127.0.0.1:" + modem.getLocalPort() + ",nodelay,sndbuf=" + BUFFER);
        await(() -> Files.exists(terminal));
        Files.writeString(configuration, """
                connection: &modem
                  accepter: %stcp,127.0.0.1,%d
                  connector: serialdev,%s,115200n81,local
                """.formatted(accepter, port, terminal));
        ser2net = startServer();
    }

    private Process startServer() throws IOException {
        Process started = start("ser2net", "-n", "-c", configuration.toString());
        await(this::isListening);
        return started;
    }

    /** After {@link #hangUp}. */
    void startAgain() throws IOException {
        ser2net = startServer();
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Neither program says when it is ready, and ser2net takes one connection at a time, which a look would use up. */
    private static void await(BooleanSupplier ready) throws IOException {
        long end = System.nanoTime() + TransportTck.LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("a peer did not start within " + TransportTck.LIMIT);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

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

    @Override
    public TcpTransport transport() {
        return client.apply(port);
    }

    @Override
    public InputStream input() throws IOException {
        return socket().getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket().getOutputStream();
    }

    /** As if the server were switched off. */
    @Override
    public void hangUp() {
        ser2net.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        ser2net.destroyForcibly();
        socat.destroy();
        try {
            ser2net.waitFor(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
            socat.waitFor(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        modem.close();
        Socket open = socket;
        if (open != null) {
            open.close();
        }
        Files.deleteIfExists(configuration);
        if (Files.exists(terminal, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(terminal);
        }
        Files.delete(folder);
    }

    private synchronized Socket socket() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = modem.accept();
            open.setTcpNoDelay(true);
            open.setSoTimeout(LIMIT_MILLIS);
            socket = open;
        }
        return open;
    }
}
