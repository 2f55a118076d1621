package io.atflux.samples.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.mqtt.CliProcess;
import io.atflux.test.Peers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a separate process. */
@Timeout(120)
class DoctorProcessIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void peers() {
        Peers.require("perl", "apt-get install perl-base");
    }

    @Test
    void theExitStatusAndTheOutputAreThoseOfTheChecks() throws Exception {
        try (Patient patient = new Patient("cpin=puk");
                CliProcess doctor =
                        CliProcess.start(folder, Map.of(), "doctor", "--json", "--timeout", "1s", patient.url())) {
            assertThat(doctor.line("\"name\":\"sim\"")).contains("\"cause\":\"SIM_PUK_WANTED\"");
            assertThat(doctor.rest()).hasSize(7);
            assertThat(doctor.exit()).isEqualTo(1);
            assertThat(doctor.errors()).isEmpty();
        }
    }

    @Test
    void anInterruptSetsBackWhatWasChanged() throws Exception {
        try (Patient patient = new Patient("tcp=unreachable")) {
            patient.ask("ATE0", "AT+CMEE=1");
            try (CliProcess doctor =
                    CliProcess.start(folder, Map.of(), "doctor", "--json", "--broker", Patient.BROKER, patient.url())) {
                doctor.line("\"name\":\"dns\"");
                doctor.interrupt();
                assertThat(doctor.exit()).as(doctor.errors()).isEqualTo(130);
            }
            assertThat(patient.ask("AT+CMEE?", "AT+MIPCALL?", "AT+MIPOPEN?"))
                    .contains("+CMEE: 1", "+MIPCALL: 0", "+MIPOPEN: 1,2,3,4,5,6");
        }
    }

    @Test
    void aPasswordOfTheEnvironmentIsUsedAndNotShown() throws Exception {
        try (Patient patient = new Patient();
                CliProcess doctor = CliProcess.start(
                        folder,
                        Map.of("ATFLUX_PASSWORD", "geheim"),
                        "doctor",
                        "-v",
                        "--broker",
                        "mqtt://me@broker.example",
                        patient.url())) {
            assertThat(String.join("\n", doctor.rest())).doesNotContain("geheim");
            assertThat(doctor.exit()).isZero();
            assertThat(doctor.errors()).doesNotContain("geheim").contains("AT+MQTTUSER=2,\"me\",\"******\"");
            assertThat(patient.network.opens().get(0).password()).isEqualTo("geheim".getBytes("US-ASCII"));
        }
    }
}
