package io.atflux.samples.cli.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Collects the wire log line by line while it is open: what the session sent and received, with secrets masked. */
final class Transcript extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Logger WIRE = (Logger) LoggerFactory.getLogger("io.atflux.wire");

    private final Consumer<String> lines;

    private Transcript(Consumer<String> lines) {
        this.lines = lines;
    }

    static Transcript to(Consumer<String> lines) {
        Transcript transcript = new Transcript(lines);
        transcript.setContext(WIRE.getLoggerContext());
        transcript.start();
        WIRE.addAppender(transcript);
        WIRE.setLevel(Level.DEBUG);
        WIRE.setAdditive(false);
        return transcript;
    }

    @Override
    protected void append(ILoggingEvent event) {
        // The first word names the connection, of which there is only one here.
        String text = event.getFormattedMessage();
        lines.accept(text.substring(text.indexOf(' ') + 1));
    }

    @Override
    public void close() {
        WIRE.detachAppender(this);
        WIRE.setLevel(null);
        WIRE.setAdditive(true);
        stop();
    }
}
