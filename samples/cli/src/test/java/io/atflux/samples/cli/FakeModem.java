package io.atflux.samples.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A plain server socket with scripted answers. Takes one connection after the other. */
public final class FakeModem implements AutoCloseable {

    /** The reaction to a line; the line is ISO-8859-1, without its CR. */
    public interface Script {
        void line(String line, FakeModem modem) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Script script;
    private final String greeting;
    private volatile @Nullable Socket socket;

    public FakeModem(Script script) throws IOException {
        this("", script);
    }

    /** Sends the greeting at each connection. */
    public FakeModem(String greeting, Script script) throws IOException {
        this.greeting = greeting;
        this.script = script;
        Thread thread = new Thread(this::serve, "fake-modem");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers everything with OK. */
    public static FakeModem agreeable() throws IOException {
        return new FakeModem((line, modem) -> modem.say("\r\nOK\r\n"));
    }

    /** Never sends anything. */
    public static FakeModem silent() throws IOException {
        return new FakeModem((line, modem) -> {});
    }

    public String url() {
        return "tcp://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** The lines received so far. */
    public List<String> heard() {
        return heard;
    }

    public void say(String text) throws IOException {
        open().getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads this many bytes, as after a prompt. */
    public String take(int count) throws IOException {
        return new String(open().getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    public void hangUp() throws IOException {
        open().close();
    }

    private Socket open() throws IOException {
        Socket now = socket;
        if (now == null) {
            throw new IOException("no client is connected");
        }
        return now;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket accepted = server.accept()) {
                socket = accepted;
                say(greeting);
                converse(accepted.getInputStream());
            } catch (IOException hungUp) {
                // The next client may connect.
                socket = null;
            }
        }
    }

    private void converse(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\r') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                line.reset();
                heard.add(text);
                script.line(text, this);
            } else {
                line.write(b);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket now = socket;
        if (now != null) {
            now.close();
        }
    }
}
