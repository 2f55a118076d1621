package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DialInEventsTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ConnectionDispatcher.class);
    private long nanos;
    private final DialInEvents events = new DialInEvents("listen://h:1", () -> nanos);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        log.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void strangersCannotFillTheLog() {
        post(Kind.OVER_LIMIT, 10_000);

        assertThat(events.count(Kind.OVER_LIMIT)).isEqualTo(10_000);
        assertThat(logged())
                .hasSize(101)
                .startsWith("listen://h:1: OVER_LIMIT 1.2.3.4:5: there are 100 already")
                .endsWith("listen://h:1: further OVER_LIMIT within this minute are logged as DEBUG");
    }

    @Test
    void anotherKindAndTheNextMinuteAreLogged() {
        post(Kind.OVER_LIMIT, 1_000);
        log.list.clear();

        post(Kind.REGISTERED, 1);
        nanos += Duration.ofSeconds(60).toNanos() - 1;
        post(Kind.OVER_LIMIT, 1);
        assertThat(logged()).hasSize(1);
        nanos += 1;
        post(Kind.OVER_LIMIT, 1);
        assertThat(logged()).hasSize(2).last().asString().contains("OVER_LIMIT");
    }

    private void post(Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            events.post(kind, "1.2.3.4:5", null, "there are 100 already");
        }
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
