package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.DialInEvent;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.atflux.transport.tcp.dialin.ReplacementPolicy;
import io.atflux.transport.tcp.dialin.TcpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A second connection with the id of a connected device. */
@Timeout(60)
class ReplacementIT {

    private static final DeviceRegistration BY_LINE = DeviceRegistration.regex(Pattern.compile("ID=(\\w+)\n"));

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(Listening.LIMIT);
    }

    @Test
    void aSessionWhoseModemAnswersKeepsItsLineAndTheNewcomerGetsNothing() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).replacement(ReplacementPolicy.aliveFirst()));
                Dtu device = Dtu.saying(at.listener(), "ID=a\n")) {
            AtSession session = at.session("a");
            try (Dtu thief = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(device.hear(3)).isEqualTo("AT\r");
                device.say("\r\nOK\r\n");

                assertThat(thief.isEnded()).isTrue();
                DialInEvent refused = at.event(Kind.NOT_REPLACED);
                assertThat(refused.peer()).isEqualTo(thief.peer());
                assertThat(refused.id()).contains("a");
                assertThat(refused.text())
                        .isEqualTo("its older connection, from " + device.peer() + ", answered within 10 s");
            }
            assertThat(Listening.works(session, device)).isTrue();
        }
    }

    @Test
    void aSessionWhoseModemIsSilentLosesItsLineToTheNewcomer() throws Exception {
        ReplacementPolicy policy = ReplacementPolicy.aliveFirst().answerWithin(Duration.ofMillis(200));
        try (Listening at = new Listening(s -> s.registration(BY_LINE).replacement(policy));
                Dtu dead = Dtu.saying(at.listener(), "ID=a\n")) {
            AtSession session = at.session("a");
            try (Dtu back = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(at.event(Kind.REPLACED).peer()).isEqualTo(dead.peer());
                assertThat(session.onClose().materialize().block(Listening.LIMIT))
                        .isNotNull();
                assertThat(Listening.works(at.session("a"), back)).isTrue();
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "all of 127.0.0.0/8 is this machine there")
    void anotherAddressDoesNotReplaceAndTheSameOneDoes() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).replacement(ReplacementPolicy.sameAddress()));
                Dtu device = Dtu.saying(at.listener(), "ID=a\n")) {
            at.event(Kind.REGISTERED);
            try (Dtu thief = new Dtu(from("127.0.0.2", at.listener())).say("ID=a\n")) {
                assertThat(thief.isEnded()).isTrue();
                assertThat(at.event(Kind.NOT_REPLACED).text())
                        .isEqualTo("its older connection, from " + device.peer() + ", has another address");
            }
            try (Dtu again = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(at.event(Kind.REPLACED).peer()).isEqualTo(device.peer());
                assertThat(Listening.works(at.session("a"), again)).isTrue();
            }
        }
    }

    private static Socket from(String address, TcpListener listener) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), listener.port(), InetAddress.getByName(address), 0);
    }
}
