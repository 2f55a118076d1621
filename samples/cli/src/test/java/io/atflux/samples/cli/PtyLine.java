package io.atflux.samples.cli;

import io.atflux.test.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** A pseudo-terminal that is connected to a modem's socket; it ends with the first side that closes it. */
public final class PtyLine implements AutoCloseable {

    private final Path link;
    private final Process socat;

    /** A link to it, in this folder; it is connected to a modem at {@code tcp://host:port}. */
    public PtyLine(Path folder, String modem) throws IOException, InterruptedException {
        Peers.require("socat", "apt-get install socat, or brew install socat");
        link = folder.resolve("modem");
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            socat = new ProcessBuilder(
                            "socat",
                            "PTY,wait-slave,pty-interval=0.01,link=" + link,
                            modem.replace("tcp://", "TCP:") + ",nodelay")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (watch.poll(20, TimeUnit.SECONDS) == null) {
                throw new IOException("socat made no pseudo-terminal");
            }
        }
    }

    public String path() {
        return link.toString();
    }

    @Override
    public void close() {
        socat.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
