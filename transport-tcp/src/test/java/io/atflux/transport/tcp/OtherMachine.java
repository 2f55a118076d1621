package io.atflux.transport.tcp;

import io.atflux.test.LoopbackServer;
import io.atflux.test.Peers;
import io.atflux.test.TransportTck;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A modem behind a server on another machine, as far as the network can tell: in a separate network namespace, behind a cable
 * that can be cut. Only root can make one on Linux; without root, the calling test is skipped and says so.
 */
final class OtherMachine implements AutoCloseable {

    /** Addresses for examples (RFC 5737), used by no host. */
    private static final String OURS = "198.51.100.1";

    private static final String CARD = "02:00:00:00:00:02";

    static final String HOST = "198.51.100.2";
    static final int PORT = 7001;

    private final String name = "atflux" + ProcessHandle.current().pid() % 1_000_000;
    private final String near = name + "a";
    private final String far = name + "b";
    private final Path folder = Files.createTempDirectory("atflux-machine");
    private final Path modem = folder.resolve("modem");
    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private @Nullable Process socat;

    OtherMachine() throws IOException {
        Peers.require("socat", "apt-get install socat");
        Peers.require("ip", "apt-get install iproute2");
        if (run("ip", "netns", "add", name) != 0) {
            String skipped = "only root may make a network namespace, so packets that vanish were not tested";
            System.out.println("SKIPPED: " + skipped);
            Assumptions.abort(skipped);
        }
        try {
            connect();
            server.bind(UnixDomainSocketAddress.of(modem));
            LoopbackServer.daemon("other-machine", this::accept);
            socat = new ProcessBuilder(
                            inside("socat", "TCP-LISTEN:" + PORT + ",fork,reuseaddr", "UNIX-CONNECT:" + modem))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private void connect() throws IOException {
        must("ip", "link", "add", near, "type", "veth", "peer", "name", far, "address", CARD, "netns", name);
        must("ip", "addr", "add", OURS + "/30", "dev", near);
        must("ip", "link", "set", near, "up");
        // A permanent entry, so that no ARP request is lost, and every packet is sent.
        must("ip", "neigh", "replace", HOST, "lladdr", CARD, "dev", near, "nud", "permanent");
        must("ip", "-n", name, "link", "set", far, "up");
        reappear();
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel line = server.accept();
            open.add(line);
            LoopbackServer.daemon(
                    "other-machine",
                    () -> AnsweringServer.answer(
                            Channels.newInputStream(line), Channels.newOutputStream(line), received));
        }
    }

    void await(String command) throws InterruptedException {
        AnsweringServer.await(received, command);
    }

    /** Every packet to it is lost from now on, without an error. */
    void vanish() throws IOException {
        must("ip", "-n", name, "addr", "flush", "dev", far);
    }

    void reappear() throws IOException {
        must("ip", "-n", name, "addr", "add", HOST + "/30", "dev", far);
    }

    private String[] inside(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(Arrays.asList(command));
        return all.toArray(String[]::new);
    }

    private static void must(String... command) throws IOException {
        if (run(command) != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static int run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Process relay = socat;
        if (relay != null) {
            relay.destroy();
        }
        server.close();
        for (SocketChannel line : open) {
            line.close();
        }
        // Deleting the namespace alone would do it later, at an unknown time.
        run("ip", "link", "del", near);
        run("ip", "netns", "del", name);
        Files.deleteIfExists(modem);
        Files.delete(folder);
    }
}
