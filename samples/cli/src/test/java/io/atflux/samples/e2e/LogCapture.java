package io.atflux.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
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
import org.slf4j.Marker;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/**
 * Captures the log of driver and virtual module, down to TRACE: the traffic of the wire, and the absence of secrets. It
 * is called before any level or appender, because the program, which runs in the same process in other tests, sets
 * those.
 */
final class LogCapture extends TurboFilter {

    private static final LogCapture ONLY = attach();

    private final List<String> lines = new ArrayList<>();
    private final List<String> leaks = new ArrayList<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    private static LogCapture attach() {
        LogCapture capture = new LogCapture();
        capture.secrets.add(Site.PASSWORD);
        capture.start();
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(capture);
        return capture;
    }

    /** Registers secrets. Installs the capture if needed. */
    static void hide(String... secrets) {
        ONLY.secrets.addAll(List.of(secrets));
    }

    /** Registers a PEM file's lines as secrets. */
    static byte[] secret(byte[] pem) {
        new String(pem, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .filter(line -> line.length() > 16)
                .forEach(ONLY.secrets::add);
        return pem;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable failure) {
        if (!logger.getName().startsWith("io.atflux.")) {
            return FilterReply.NEUTRAL;
        }
        if (format == null) {
            // A query whether the level is enabled.
            return FilterReply.ACCEPT;
        }
        FormattingTuple message = MessageFormatter.arrayFormat(format, parameters, failure);
        Throwable carried = message.getThrowable();
        note(carried == null ? message.getMessage() : message.getMessage() + '\n' + trace(carried));
        return FilterReply.NEUTRAL;
    }

    private void note(String line) {
        synchronized (lines) {
            lines.add(line);
            if (secrets.stream().anyMatch(line::contains)) {
                leaks.add(line);
            }
            lines.notifyAll();
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private List<String> snapshot() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The traffic of a session's line: {@code >> AT}, {@code << OK}. */
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

    /** Returns when the traffic of the line is as expected. */
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

    /** Checks all log lines so far, of every test. */
    static void assertNoSecrets() {
        synchronized (ONLY.lines) {
            assertThat(ONLY.lines).isNotEmpty();
            assertThat(ONLY.leaks).isEmpty();
        }
    }

    /** Checks a failure with its messages, causes and suppressed exceptions. */
    static void assertNoSecrets(Throwable failure) {
        assertThat(ONLY.secrets).noneMatch(trace(failure)::contains);
    }
}
