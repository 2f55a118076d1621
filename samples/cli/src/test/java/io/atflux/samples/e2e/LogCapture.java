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
 * Everything that driver and virtual module log, down to TRACE: what was on the wire, and that no secret is in it. It listens
 * before any level or appender is asked, because the program, tested beside it in the same process, sets those.
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
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable failure) {
        if (!logger.getName().startsWith("io.atflux.")) {
            return FilterReply.NEUTRAL;
        }
        if (format == null) {
            // Somebody asks whether to log at all.
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
        assertThat(ONLY.secrets).noneMatch(trace(failure)::contains);
    }
}
