package io.atflux.samples.cli.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.PtyLine;
import io.atflux.samples.cli.Run;
import io.atflux.test.Proofs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class PortsIT {

    @TempDir
    private Path folder;

    @Test
    void aPortThatSpeaksAtIsFound() throws Exception {
        try (FakeModem modem = FakeModem.agreeable();
                PtyLine line = new PtyLine(folder, modem.url())) {
            Run run = Run.of("ports", "--probe", "--limit", "2s", line.path(), "/dev/ttyUSB-none");

            assertThat(run.out()).isEqualToNormalizingNewlines("""
                            %s  speaks AT
                            /dev/ttyUSB-none  unusable: cannot open serial:/dev/ttyUSB-none: there is no such port
                            """.formatted(line.path()));
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aSilentPortIsNoModem() throws Exception {
        try (FakeModem modem = FakeModem.silent();
                PtyLine line = new PtyLine(folder, modem.url())) {
            Run run = Run.of("ports", "--probe", "--json", "--limit", "500ms", line.path());

            assertThat(run.objects()).hasSize(1);
            assertThat(run.objects().get(0).get("verdict").asText()).isEqualTo("NO_ANSWER");
            assertThat(run.objects().get(0).get("detail").asText()).isEqualTo("no OK within 500 ms");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void portsAreListed() {
        Run run = Run.of("ports");

        assertThat(run.status()).isZero();
        assertThat(run.out().isEmpty()).isEqualTo(run.err().contains("no serial ports"));
    }

    @Test
    void whatIsNoPortIsNoneAndOptionsOfAProbeWantOne() {
        Run none = Run.of("ports", "/dev/null");

        assertThat(none.out()).isEmpty();
        assertThat(none.err().strip()).isEqualTo("atflux: /dev/null is no serial port of this machine");
        assertThat(none.status()).isEqualTo(1);
        assertThat(Run.of("ports", "--baud", "9600").err()).contains("add --probe");
        assertThat(Run.of("ports", "--limit", "1").status()).isEqualTo(2);
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        assertThat(Run.of("ports", "--probe", "--baud", "1").err())
                .contains("baud rate 1 is not within 50 to 10000000");
        assertThat(Run.of("ports", "--probe", "--baud", "1").status()).isEqualTo(2);
        assertThat(Run.of("ports", "--probe", "--limit", "0s").status()).isEqualTo(2);
        assertThat(Run.of("ports", "--probe", "--limit", "soon").status()).isEqualTo(2);
        assertThat(Run.of("ports", "").status()).isEqualTo(2);
    }

    @Test
    void commandsAreSentOverASerialPort() throws Exception {
        FakeModem.Script script = (text, m) -> m.say(
                switch (text) {
                    case "AT+CSQ" -> "\r\n+CSQ: 21,99\r\n\r\nOK\r\n";
                    default -> Proofs.is(text) ? Proofs.answer(text) : "\r\nOK\r\n";
                });
        try (FakeModem modem = new FakeModem(script);
                PtyLine line = new PtyLine(folder, modem.url())) {
            Run run = Run.of("send", "serial:" + line.path() + "?baud=9600&flow=rts-cts", "AT+CSQ");

            assertThat(run.out()).contains("+CSQ: 21,99");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aMissingPortIsNoConnection() {
        Run run = Run.of("send", "serial:/dev/ttyUSB-none", "AT");

        assertThat(run.out()).contains("cannot open serial:/dev/ttyUSB-none: there is no such port");
        assertThat(run.status()).isEqualTo(3);
        assertThat(Run.of("send", "serial:/dev/ttyUSB0?baud=1", "AT").status()).isEqualTo(2);
    }
}
