package io.atflux.samples.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import io.atflux.test.Proofs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that cannot be opened, break, or have no modem at their end. */
@Timeout(60)
class LineFaultsIT {

    private static int freePort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    private static void assertLine(Run run, String cause) throws IOException {
        assertThat(Patient.causes(run)).as(run.out() + run.err()).containsExactly(cause);
        assertThat(Patient.check(run, "line").get("result").asText()).isEqualTo("FAIL");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.objects()).hasSize(10).allSatisfy(check -> {
            if (!check.get("name").asText().equals("line")) {
                assertThat(check.get("result").asText()).isEqualTo("SKIPPED");
                assertThat(check.get("finding").asText())
                        .matches("not checked, for (line|modem|sim|network|bearer) comes first");
            }
        });
    }

    @Test
    void aPortThatNobodyListensAt() throws Exception {
        assertLine(Patient.doctor("tcp://127.0.0.1:" + freePort()), "LINE_REFUSED");
    }

    @Test
    void aHostThatThereIsNot() throws Exception {
        assertLine(Patient.doctor("tcp://no-such-host.invalid:4000"), "LINE_UNREACHABLE");
    }

    @Test
    void aDeviceThatDoesNotDialIn() throws Exception {
        assertLine(
                Patient.doctor("listen://127.0.0.1:" + freePort() + "?connect-timeout=300ms&linger=1s"),
                "DEVICE_NOT_DIALLED_IN");
    }

    @Test
    void aLineWhoseTlsFails() throws Exception {
        try (FakeModem plain = new FakeModem("login: \r\n", (line, m) -> {})) {
            assertLine(Patient.doctor(plain.url().replace("tcp:", "tls:")), "LINE_TLS");
        }
    }

    @Test
    void aPortThatIsInUse() throws Exception {
        try (FakeModem server = new FakeModem("Port already in use\r\n", (line, m) -> m.hangUp())) {
            Run run = Patient.doctor(server.url());

            assertThat(Patient.causes(run)).as(run.out()).containsExactly("LINE_BUSY");
            assertThat(Patient.check(run, "modem").get("said").asText()).isEqualTo("Port already in use");
        }
    }

    @Test
    void aLineThatIsClosedWithoutAWord() throws Exception {
        try (FakeModem server = new FakeModem((line, m) -> m.hangUp())) {
            assertThat(Patient.causes(Patient.doctor(server.url()))).isEqualTo(Set.of("LINE_LOST", "LINE_BUSY"));
        }
    }

    @Test
    void nothingAtAll() throws Exception {
        try (FakeModem modem = FakeModem.silent()) {
            Run run = Patient.doctor(modem.url());

            assertThat(Patient.causes(run)).isEqualTo(Set.of("MODEM_SILENT", "LINE_SILENT"));
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void nothingButTheEcho() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say(line + "\r"))) {
            assertThat(Patient.causes(Patient.doctor(modem.url()))).isEqualTo(Set.of("MODEM_SILENT", "LINE_SILENT"));
        }
    }

    @Test
    void anotherBaudRate() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\u00fe\u0080\u0000\u00f8\u0086\u0018"))) {
            assertThat(Patient.causes(Patient.doctor(modem.url()))).containsExactly("LINE_NOISE");
        }
    }

    @Test
    void aComputerInPlaceOfAModem() throws Exception {
        try (FakeModem host = new FakeModem((line, m) -> m.say("\r\nPassword: \r\n"))) {
            Run run = Patient.doctor(host.url());

            assertThat(Patient.causes(run)).isEqualTo(Set.of("MODEM_OUT_OF_STEP", "LINE_NOISE", "LINE_BUSY"));
            JsonNode check = Patient.check(run, "modem");
            assertThat(check.get("said").asText()).startsWith("Password:");
            assertThat(check.get("cause").isNull()).isTrue();
        }
    }

    @Test
    void aLineThatBreaksDuringTheChecks() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> {
            if (line.startsWith("AT+CPIN")) {
                m.hangUp();
            } else {
                m.say(Proofs.is(line) ? Proofs.answer(line) : "\r\nOK\r\n");
            }
        })) {
            Run run = Patient.doctor(modem.url());

            assertThat(Patient.causes(run)).as(run.out()).isEqualTo(Set.of("LINE_LOST", "LINE_BUSY"));
            assertThat(Patient.check(run, "clock").get("result").asText()).isEqualTo("SKIPPED");
            assertThat(run.status()).isEqualTo(3);
        }
    }
}
