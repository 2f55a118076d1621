package io.atflux.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers commands on a far end, in a separate thread, until the line ends: OK, a prompt for data, or nothing. */
final class Answering implements AutoCloseable {

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final FarEnd line;
    private final Thread thread;

    Answering(FarEnd line) {
        this.line = line;
        thread = new Thread(this::run, "answering-modem");
        thread.setDaemon(true);
        thread.start();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    private void run() {
        StringBuilder command = new StringBuilder();
        try {
            OutputStream out = line.output();
            for (int next = line.input().read(); next >= 0; next = line.input().read()) {
                if (next != '\r') {
                    command.append((char) next);
                    continue;
                }
                commands.add(command.toString());
                out.write(answer(command.toString()).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (command.indexOf("AT+DATA") == 0) {
                    line.input().readNBytes(5);
                    out.write("\r\nOK\r\n\r\n+CREG: 1\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                command.setLength(0);
            }
        } catch (IOException ended) {
            // The line is closed during the read.
            return;
        }
    }

    private static String answer(String command) {
        if (Proofs.is(command)) {
            return Proofs.answer(command);
        }
        return switch (command) {
            case "AT+SILENT" -> "";
            case "AT+DATA=5" -> "\r\n> ";
            default -> "\r\n+CREG: 1\r\n\r\nOK\r\n";
        };
    }

    @Override
    public void close() throws IOException {
        line.hangUp();
        try {
            thread.join(TransportTck.LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
