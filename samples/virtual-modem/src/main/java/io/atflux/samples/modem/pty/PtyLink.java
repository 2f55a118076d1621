package io.atflux.samples.modem.pty;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A symbolic link to a pseudo-terminal, which stays when hosts connect and disconnect. The terminal is replaced only if
 * no next host could use it: after its host set it to exclusive use, or after it was hung up under its host because the
 * module took another connection. The link is moved to the new terminal before the old one is removed.
 *
 * <p>Threads: a dedicated one, until {@link #close()}, which any thread may call.
 */
public final class PtyLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PtyLink.class);
    private static final long PAUSE_SECONDS = 1;

    private final Path link;
    private final Path socket;
    private final Thread thread;
    private Terminal current;
    private Path device;
    private boolean closed;

    private PtyLink(Path link, Path socket) throws IOException {
        this.link = link;
        this.socket = socket;
        // Before the first terminal exists: it may get the number of a removed one, and the stale link would seem
        // valid.
        makeRoom();
        this.current = Terminal.make(socket);
        this.device = current.device();
        try {
            create();
        } catch (IOException | RuntimeException e) {
            current.remove();
            throw e;
        }
        thread = new Thread(this::run, "virtual-modem-pty-" + link.getFileName());
        thread.setDaemon(true);
    }

    /**
     * Makes the first terminal and the link to it. A dangling link is replaced.
     *
     * @param link the path at which hosts open the serial port
     * @param socket the Unix domain socket to which each host is connected
     * @throws IOException if perl is missing, the system is not Linux, or the link cannot be made
     */
    public static PtyLink make(Path link, Path socket) throws IOException {
        PtyLink made = new PtyLink(link, socket);
        made.thread.start();
        return made;
    }

    private void makeRoom() throws IOException {
        if (Files.exists(link)) {
            throw taken(null);
        }
        if (Files.isSymbolicLink(link)) {
            try {
                Files.delete(link);
            } catch (IOException e) {
                throw cannotLink(e.getMessage(), e);
            }
        }
    }

    private void create() throws IOException {
        try {
            Files.createSymbolicLink(link, device);
        } catch (FileAlreadyExistsException e) {
            throw taken(e);
        } catch (NoSuchFileException e) {
            throw cannotLink("there is no such folder", e);
        } catch (IOException e) {
            throw cannotLink(e.getMessage(), e);
        }
    }

    private IOException taken(@Nullable IOException cause) throws IOException {
        return Files.isSymbolicLink(link)
                ? cannotLink(
                        "it leads to " + Files.readSymbolicLink(link)
                                + ", which exists; if no other modem has it, remove the link, or give another path",
                        cause)
                : cannotLink("it exists already and is not a link; give another path", cause);
    }

    private IOException cannotLink(@Nullable String reason, @Nullable IOException cause) {
        return new IOException("cannot link " + link + " to a pseudo-terminal: " + reason, cause);
    }

    private void run() {
        try {
            Terminal terminal = current();
            while (terminal != null) {
                follow(terminal);
                terminal = restart();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is closed", link);
        }
    }

    private synchronized Terminal current() {
        return current;
    }

    /** Moves the link to each next terminal, until the program that makes them ends. */
    private void follow(Terminal terminal) {
        try {
            for (Path next = terminal.awaitNext(); next != null; next = terminal.awaitNext()) {
                if (lead(next)) {
                    terminal.dropOld();
                }
            }
        } catch (IOException e) {
            LOG.warn("{}: the program of the pseudo-terminal failed, it is started again: {}", link, e.toString());
            terminal.remove();
        }
    }

    /** Starts the program again after it was ended from outside. Null after {@link #close()}. */
    private @Nullable Terminal restart() throws InterruptedException {
        while (!isClosed()) {
            try {
                return putInPlace(Terminal.make(socket));
            } catch (IOException e) {
                LOG.warn("{}: cannot make a new pseudo-terminal yet: {}", link, e.toString());
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
        return null;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private @Nullable Terminal putInPlace(Terminal made) throws IOException {
        boolean led = false;
        try {
            synchronized (this) {
                led = lead(made.device());
                if (led) {
                    current = made;
                }
            }
        } finally {
            if (!led) {
                made.remove();
            }
        }
        return led ? made : null;
    }

    /** False after {@link #close()}. */
    private synchronized boolean lead(Path next) throws IOException {
        if (closed) {
            return false;
        }
        Path ahead = link.resolveSibling(link.getFileName() + ".next");
        Files.deleteIfExists(ahead);
        Files.createSymbolicLink(ahead, next);
        Files.move(ahead, link, StandardCopyOption.ATOMIC_MOVE);
        device = next;
        return true;
    }

    /** Removes the link and the terminal. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            thread.interrupt();
            try {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(device)) {
                    Files.delete(link);
                }
            } catch (IOException e) {
                LOG.warn("{} stays: {}", link, e.toString());
            }
            current.remove();
        }
        join();
    }

    private void join() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
