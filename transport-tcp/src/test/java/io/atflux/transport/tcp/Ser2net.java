package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.Peers;
import io.atflux.test.Ser2netProcess;
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
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A real ser2net before a pseudo-terminal, whose other side socat connects to a socket of the test. */
final class Ser2net implements FarEnd {

    private static final int LIMIT_MILLIS = Math.toIntExact(TransportTck.LIMIT.toMillis());
    private static final int BUFFER = 16_384;

    private final ServerSocket modem = new ServerSocket();
    private final Path folder = Files.createTempDirectory("atflux-ser2net");
    private final Path terminal = folder.resolve("modem");
    private final IntFunction<TcpTransport> client;
    private final Process socat;
    private final Ser2netProcess ser2net;
    private @Nullable Socket socket;

    /** @param accepter ser2net's configuration of its protocol, without its address */
    Ser2net(String accepter, IntFunction<TcpTransport> client) throws IOException {
        Peers.require("socat", "apt-get install socat, or brew install socat");
        this.client = client;
        modem.setReceiveBufferSize(BUFFER);
        modem.setSoTimeout(LIMIT_MILLIS);
        modem.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socat = Peers.start(
                "socat",
                "PTY,raw,echo=0,link=" + terminal,
                "TCP:127.0.0.1:" + modem.getLocalPort() + ",nodelay,sndbuf=" + BUFFER);
        Peers.await(() -> Files.exists(terminal));
        ser2net = new Ser2netProcess(accepter, terminal);
    }

    /** After {@link #hangUp}. */
    void startAgain() throws IOException {
        ser2net.startAgain();
    }

    @Override
    public TcpTransport transport() {
        return client.apply(ser2net.port());
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
        ser2net.kill();
    }

    @Override
    public void close() throws IOException {
        ser2net.close();
        socat.destroy();
        Peers.awaitEnd(socat);
        modem.close();
        Socket open = socket;
        if (open != null) {
            open.close();
        }
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
