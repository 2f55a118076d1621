package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.LoopbackServer;
import io.atflux.test.Proofs;
import io.atflux.test.TransportTck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A modem behind a server that takes any number of connections, one after the other: answers {@code AT} and {@code AT+CSQ}, is
 * silent at {@code AT+SILENT}, and reads nothing more after {@code AT+STOP}, although it asks for data.
 */
final class AnsweringServer implements AutoCloseable {

    private static final Map<String, String> ANSWERS =
            Map.of("AT", "\r\nOK\r\n", "AT+CSQ", "\r\n+CSQ: 21,99\r\n\r\nOK\r\n", "AT+SILENT", "", "AT+STOP", "\r\n> ");

    private final LoopbackServer server;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    AnsweringServer() throws IOException {
        this(0);
    }

    /** On a port that was in use before. */
    AnsweringServer(int port) throws IOException {
        server =
                new LoopbackServer(port, socket -> answer(socket.getInputStream(), socket.getOutputStream(), received));
    }

    int port() {
        return server.port();
    }

    /** Returns when this command has come. */
    void await(String command) throws InterruptedException {
        await(received, command);
    }

    /** Answers on the other side of a line, until that ends. */
    static BlockingQueue<String> on(FarEnd line) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        LoopbackServer.daemon("answering", () -> answer(line.input(), line.output(), received));
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
            String answer =
                    Proofs.is(command) ? Proofs.answer(command) : ANSWERS.getOrDefault(command, "\r\nERROR\r\n");
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            received.add(command);
            if (command.equals("AT+STOP")) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
