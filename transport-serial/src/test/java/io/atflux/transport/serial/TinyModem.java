package io.atflux.transport.serial;

import io.atflux.test.FarEnd;
import io.atflux.test.Proofs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers a few commands on a far end, with echo, on a separate thread until the line ends. */
final class TinyModem implements AutoCloseable {

    private static final Map<String, String> ANSWERS =
            Map.of("AT", "\r\nOK\r\n", "AT+CSQ", "\r\n+CSQ: 21,99\r\n\r\nOK\r\n");

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final FarEnd line;
    private final int missed;

    TinyModem(FarEnd line) {
        this(line, 0);
    }

    /** Does not answer the first few commands, like a modem that wakes up. */
    TinyModem(FarEnd line, int missed) {
        this.line = line;
        this.missed = missed;
        thread = new Thread(this::run, "tiny-modem");
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
                out.write(next);
                if (next != '\r') {
                    command.append((char) next);
                    continue;
                }
                commands.add(command.toString());
                String answer = commands.size() <= missed ? "" : answer(command.toString());
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                command.setLength(0);
            }
        } catch (IOException ended) {
            // The line was closed meanwhile.
            return;
        }
    }

    private static String answer(String command) {
        return Proofs.is(command) ? Proofs.answer(command) : ANSWERS.getOrDefault(command, "\r\nERROR\r\n");
    }

    @Override
    public void close() throws IOException {
        line.hangUp();
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
