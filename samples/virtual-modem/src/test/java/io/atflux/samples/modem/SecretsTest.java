package io.atflux.samples.modem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.samples.modem.switches.Switches;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Passwords, PINs and keys never reach the module's own log. */
class SecretsTest {

    @Test
    void logNamesCommandsAndNeverTheirParameters() {
        Logger root = (Logger) LoggerFactory.getLogger("io.atflux.samples.modem");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        root.setAdditive(false);
        try {
            TestLine.quick()
                    .online()
                    .ask("AT+MGAUTH=1,1,\"u\",\"s3cret\"", "\r\nOK\r\n")
                    .ask("AT+CPIN=\"s3cret\"", "\r\nERROR\r\n")
                    .ask("AT+MQTTUSER=1,\"u\",\"s3cret\"x", "\r\nERROR\r\n")
                    .ask("AT+MQTTUSER=1,\"u\",\"s3cret\"", "\r\nOK\r\n")
                    .ask("AT+GTSSLFILE=\"KEYFILE\",6", "\r\n> ")
                    .raw("s3cret", "\r\nOK\r\n")
                    .ask("AT+MQTTOPEN=1,\"b\",8883,1,60,2", "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
            root.setAdditive(true);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("AT+MQTTUSER=…")
                .noneMatch(m -> m.contains("s3cret"));
        assertThat(Switches.defaults().with("pin=98765")).asString().doesNotContain("98765");
    }
}
