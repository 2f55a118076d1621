package io.atflux.transport.serial;

import io.atflux.test.FarEnd;
import io.atflux.test.Peers;
import io.atflux.test.TransportTck;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-terminal by socat, which connects it to a socket of the test when the terminal is opened. Its buffers are small, so
 * that a reader that stops soon has an effect.
 */
final class Pty implements FarEnd {

    private static final int BUFFER = 16_384;
    private static final int LIMIT_MILLIS = Math.toIntExact(TransportTck.LIMIT.toMillis());

    private final ServerSocket server;
    private final Path folder;
    private final Path link;
    private final Process socat;
    private final @Nullable EventLoopGroup group;
    private @Nullable Socket socket;

    Pty() throws IOException {
        this(null);
    }

    Pty(@Nullable EventLoopGroup group) throws IOException {
        Peers.require("socat", "apt-get install socat, or brew install socat");
        this.group = group;
        server = new ServerSocket();
        server.setReceiveBufferSize(BUFFER);
        server.setSoTimeout(LIMIT_MILLIS);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        folder = Files.createTempDirectory("atflux-pty");
        link = folder.resolve("modem");
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            // Without wait-slave, socat keeps the terminal open itself and never sees it closed.
            socat = new ProcessBuilder(
                            "socat",
                            "-t0.1",
                            "PTY,wait-slave,pty-interval=0.01,link=" + link,
                            "TCP:127.0.0.1:" + server.getLocalPort() + ",nodelay,sndbuf=" + BUFFER)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (watch.poll(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS) == null) {
                throw new IOException("socat made no pseudo-terminal");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public SerialTransport transport() {
        SerialTransport transport = SerialTransport.port(link.toString());
        return group == null ? transport : transport.group(group);
    }

    Path link() {
        return link;
    }

    /** The terminal itself, as the system names it. */
    Path device() throws IOException {
        return link.toRealPath();
    }

    @Override
    public InputStream input() throws IOException {
        return socket().getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket().getOutputStream();
    }

    /** As if the device were unplugged: the terminal no longer exists. */
    @Override
    public void hangUp() {
        socat.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        hangUp();
        try {
            socat.waitFor(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        Socket open = socket;
        if (open != null) {
            open.close();
        }
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(link);
        }
        Files.delete(folder);
    }

    private synchronized Socket socket() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = server.accept();
            open.setTcpNoDelay(true);
            open.setSoTimeout(LIMIT_MILLIS);
            socket = open;
        }
        return open;
    }
}
