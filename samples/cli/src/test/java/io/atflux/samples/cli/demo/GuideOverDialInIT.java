package io.atflux.samples.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.Dtu;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.Heartbeat;
import io.atflux.transport.tcp.dialin.TcpListener;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide's sessions with a module whose serial server dials in. */
@Timeout(180)
class GuideOverDialInIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void bothOfTheGuidesSessionsHoldOverALineThatDialledIn() throws Exception {
        TcpListener listener = Objects.requireNonNull(TcpListener.on("127.0.0.1", 0)
                .registration(DeviceRegistration.regex(Pattern.compile("\\+REG:(\\d{15})\r\n")))
                .heartbeat(Heartbeat.text("+HB"))
                .bind()
                .block(LIMIT));
        try (Stage stage = Stage.set(Switches.defaults().with("timing=instant"));
                Witness witness = Witness.listenTo(EmbeddedBroker.HOST, stage.brokerPort(), GuideSession.TOPIC);
                Dtu dtu = Dtu.dial(listener.port(), "+REG:861234567890123\r\n", "+HB", stage.modem())) {
            new Scenario(stage, witness).holdsOver(listener.device("861234567890123"));

            assertThat(dtu.beats()).isGreaterThan(20);
        } finally {
            listener.close().block(LIMIT);
        }
    }
}
