package io.atflux.samples.modem.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A host that exchanges raw bytes. */
final class RawSocket implements AutoCloseable {

    private static final int GENEROUS = 20_000;

    private final Socket socket = new Socket();
    private final PushbackInputStream in;

    RawSocket(InetSocketAddress address) throws IOException {
        socket.connect(address, GENEROUS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(GENEROUS);
        in = new PushbackInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads exactly these bytes; fails at the first different or missing one. */
    void expect(String text) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            while (read.size() < text.length()) {
                int b = in.read();
                if (b < 0) {
                    break;
                }
                read.write(b);
                if (b != text.charAt(read.size() - 1)) {
                    read.writeBytes(in.readNBytes(in.available()));
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            // The bytes received so far are compared below.
        }
        assertThat(read.toString(StandardCharsets.ISO_8859_1)).isEqualTo(text);
    }

    /** Reads, and repeats the command whenever nothing is left to read, until the answer is at the end. */
    long readUntil(String asked, String answer) throws IOException {
        long total = 0;
        StringBuilder tail = new StringBuilder();
        byte[] chunk = new byte[64 * 1024];
        do {
            if (in.available() == 0) {
                send(asked);
            }
            int count = in.read(chunk);
            assertThat(count).isPositive();
            total += count;
            tail.append(new String(chunk, 0, count, StandardCharsets.ISO_8859_1));
            tail.delete(0, Math.max(0, tail.length() - answer.length()));
        } while (!tail.toString().equals(answer));
        return total;
    }

    /** Sends and reads exactly these bytes. */
    void exchange(String sent, String expected) throws IOException {
        send(sent);
        expect(expected);
    }

    /** Waits for a first byte, which stays unread; false if the peer closes, as for a second connection. */
    boolean sendAndAwait(String sent) {
        try {
            send(sent);
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            return first >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the peer has closed. */
    boolean isClosedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
