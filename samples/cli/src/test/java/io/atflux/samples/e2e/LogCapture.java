package io.atflux.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.atflux.AtSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Everything that driver and virtual module log, down to TRACE: what was on the wire, and that no secret is in it. */
final class LogCapture extends AppenderBase<ILoggingEvent> {

    private static final LogCapture ONLY = attach();

    private final List<String> lines = new ArrayList<>();
    private final List<String> leaks = new ArrayList<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    private static LogCapture attach() {
        LogCapture capture = new LogCapture();
        capture.secrets.add(Site.PASSWORD);
        Logger all = (Logger) LoggerFactory.getLogger("io.atflux");
        capture.setContext(all.getLoggerContext());
        capture.start();
        all.addAppender(capture);
        // Each by its own name: the program's tests, in the same process, set the level of the whole.
        for (String one :
                List.of("wire", "internal", "modem", "mqtt", "transport", "samples.modem", "samples.broker")) {
            ((Logger) LoggerFactory.getLogger("io.atflux." + one)).setLevel(Level.TRACE);
        }
        return capture;
    }

    /** These are secrets from now on. Listens, if it did not before. */
    static void hide(String... secrets) {
        ONLY.secrets.addAll(List.of(secrets));
    }

    /** A PEM file's lines are secrets from now on. */
    static byte[] secret(byte[] pem) {
        new String(pem, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .filter(line -> line.length() > 16)
                .forEach(ONLY.secrets::add);
        return pem;
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            text.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        String line = text.toString();
        synchronized (lines) {
            lines.add(line);
            if (secrets.stream().anyMatch(line::contains)) {
                leaks.add(line);
            }
            lines.notifyAll();
        }
    }

    private List<String> snapshot() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** What passed on a session's line: {@code >> AT}, {@code << OK}. */
    static List<String> wire(AtSession session) {
        String prefix = session.name() + " ";
        return ONLY.snapshot().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .filter(line -> line.startsWith(">> ") || line.startsWith("<< "))
                .toList();
    }

    /** The command lines that a session has written so far. */
    static List<String> sent(AtSession session) {
        return wire(session).stream()
                .filter(line -> line.startsWith(">> "))
                .map(line -> line.substring(3))
                .toList();
    }

    /** Comes back when what passed on the line is as expected. */
    static void await(AtSession session, Predicate<List<String>> expected) throws InterruptedException {
        long end = System.nanoTime() + Site.LIMIT.toNanos();
        while (!expected.test(wire(session))) {
            synchronized (ONLY.lines) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("not seen on the line: " + wire(session));
                }
                ONLY.lines.wait(Math.min(left, 50));
            }
        }
    }

    /** Of all that was logged so far, by whichever test. */
    static void assertNoSecrets() {
        synchronized (ONLY.lines) {
            assertThat(ONLY.lines).isNotEmpty();
            assertThat(ONLY.leaks).isEmpty();
        }
    }

    /** A failure with all that it carries: messages, causes, what is suppressed. */
    static void assertNoSecrets(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(ONLY.secrets).noneMatch(text.toString()::contains);
    }
}
