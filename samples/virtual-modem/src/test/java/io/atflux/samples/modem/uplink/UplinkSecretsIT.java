package io.atflux.samples.modem.uplink;

import static io.atflux.samples.modem.uplink.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.DemoPki.KeyKind;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class UplinkSecretsIT {

    private static final class Everything extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** At the lowest level of every logger in the process: the uplink's, the client's, Netty's, the broker's. */
    @Test
    void noPasswordAndNoKeyIsLoggedAtAnyLevel() throws Exception {
        DemoPki.Identity device = SharedBroker.PKI.client("device", KeyKind.EC);
        String key = new String(device.keyPem(), StandardCharsets.US_ASCII);
        String keyBody = key.lines().skip(1).findFirst().orElseThrow();
        int port = SharedBroker.BROKER.tlsPort(ClientCertificates.REQUIRED);
        OpenRequest.Tls good =
                new OpenRequest.Tls(0, true, device.certificatePem(), device.keyPem(), SharedBroker.PKI.authorityPem());
        OpenRequest.Tls damaged = new OpenRequest.Tls(
                0,
                true,
                device.certificatePem(),
                bytes(key.replace("PRIVATE KEY-----\n", "PRIVATE KEY-----\n!")),
                SharedBroker.PKI.authorityPem());
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        Everything log = new Everything();
        log.start();
        Appender<ILoggingEvent> console = root.getAppender("CONSOLE");
        root.detachAppender(console);
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try (HiveMqUplink uplink = new HiveMqUplink()) {
            Recorder events = new Recorder();
            Uplink.Connection connection =
                    uplink.open(Requests.to(port).tls(good).request(), events);
            events.awaitOpened();
            Recorder.ask(connection::close);
            uplink.open(Requests.to(port).tls(damaged).request(), events);
            assertThat(events.refusal().reason()).doesNotContain(keyBody);
            byte[] wrong = bytes(Requests.PASSWORD + "-wrong");
            uplink.open(
                    Requests.to(SharedBroker.BROKER.port())
                            .login(bytes(Requests.USER), wrong)
                            .request(),
                    events);
            assertThat(events.refusal().reason()).doesNotContain(Requests.PASSWORD);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
            root.addAppender(console);
        }
        assertThat(log.lines).as("the log was listened to").isNotEmpty();
        assertThat(log.lines).noneMatch(line -> line.contains(Requests.PASSWORD) || line.contains(keyBody));
    }
}
