package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A modem behind a server that takes any number of connections, one after the other: answers {@code AT} and {@code AT+CSQ}, is silent
 * at {@code AT+SILENT}, and reads nothing more behind {@code AT+STOP}, though it asks for data.
 */
final class AnsweringServer implements AutoCloseable {

    private static final Map<String, String> ANSWERS = Map.of(
            "AT+CMEE?",
            "\r\n+CMEE: 2\r\n\r\nOK\r\n",
            "AT+CFUN?",
            "\r\n+CFUN: 1\r\n\r\nOK\r\n",
            "AT+CGSN?",
            "\r\n+CGSN: 8\r\n\r\nOK\r\n",
            "AT+IPR?",
            "\r\n+IPR: 0\r\n\r\nOK\r\n",
            "AT",
            "\r\nOK\r\n",
            "AT+CSQ",
            "\r\n+CSQ: 21,99\r\n\r\nOK\r\n",
            "AT+SILENT",
            "",
            "AT+STOP",
            "\r\n> ");

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    AnsweringServer() throws IOException {
        this(0);
    }

    /** On a port that somebody had before. */
    AnsweringServer(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                if (server.isClosed()) {
                    // Closed between the accepting and the noting, so nobody else ends this one.
                    socket.close();
                }
                daemon(() -> answer(socket.getInputStream(), socket.getOutputStream(), received));
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** Comes back once this command has come. */
    void await(String command) throws InterruptedException {
        await(received, command);
    }

    /** Answers on the other side of a line, until that ends. */
    static BlockingQueue<String> on(FarEnd line) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        daemon(() -> answer(line.input(), line.output(), received));
        return received;
    }

    static void await(BlockingQueue<String> received, String command) throws InterruptedException {
        for (String next = ""; !command.equals(next); ) {
            next = received.poll(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError(command + " did not come");
            }
        }
    }

    static void answer(InputStream in, OutputStream out, BlockingQueue<String> received) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
                continue;
            }
            String command = line.toString();
            line.setLength(0);
            out.write(ANSWERS.getOrDefault(command, "\r\nERROR\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            received.add(command);
            if (command.equals("AT+STOP")) {
                return;
            }
        }
    }

    interface Work {
        void run() throws IOException;
    }

    static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // A socket was closed: that is how each of these threads ends.
                    }
                },
                "answering-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
