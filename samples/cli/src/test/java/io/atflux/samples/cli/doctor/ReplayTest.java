package io.atflux.samples.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings instead of a line. */
class ReplayTest {

    private static final String WELL = """
            0.000000 > AT\\r
            0.002000 < AT\\r\\r\\nOK\\r\\n
            0.100000 > ATE0\\r
            0.101000 < ATE0\\r\\r\\nOK\\r\\n
            1.000000 > AT+CPIN?\\r
            1.005000 < \\r\\n+CPIN: READY\\r\\n\\r\\nOK\\r\\n
            1.100000 > AT+CIMI\\r
            1.104000 < \\r\\n+CIMI: 460046616008063\\r\\n\\r\\nOK\\r\\n
            2.000000 > AT+CREG?\\r
            2.003000 < \\r\\n+CREG: 0,1\\r\\n\\r\\nOK\\r\\n
            2.100000 > AT+CSQ\\r
            2.104000 < \\r\\n+CSQ: 20,99\\r\\n\\r\\nOK\\r\\n
            3.000000 > AT+MIPCALL?\\r
            3.004000 < \\r\\n+MIPCALL: 0\\r\\n\\r\\nOK\\r\\n
            3.100000 > AT+MIPCALL=1\\r
            3.110000 < \\r\\nOK\\r\\n
            4.000000 < \\r\\n+MIPCALL: 10.0.0.1\\r\\n
            """;

    private static final String SPEAKS = "0.000000 > AT\\r\n0.002000 < \\r\\nOK\\r\\n\n";

    @TempDir
    private Path folder;

    private Run replay(String recording, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("session.txt"), recording);
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"doctor", "--json", "--replay", file.toString()}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return Run.of(args);
    }

    private static String result(Run run, String name) throws Exception {
        return Patient.check(run, name).get("result").asText();
    }

    @Test
    void whatTheRecordingHasIsJudgedAndTheRestIsSkippedWithTheReason() throws Exception {
        Run run = replay(WELL);

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        for (String good : Set.of("modem", "sim", "network", "bearer")) {
            assertThat(result(run, good)).as(good).isEqualTo("OK");
        }
        for (String left : Set.of("line", "clock", "mqtt", "dns", "tcp", "broker")) {
            assertThat(result(run, left)).as(left).isEqualTo("SKIPPED");
        }
        assertThat(Patient.check(run, "mqtt").get("finding").asText())
                .isEqualTo("the recording has no answer to AT+MQTTOPEN?");
    }

    @Test
    void aQuestionThatWasNotAskedIsNoRefusal() throws Exception {
        Run sim = replay("0.000000 > AT+CPIN?\\r\n0.005000 < \\r\\n+CPIN: READY\\r\\n\\r\\nOK\\r\\n\n");
        Run signal = replay("0.000000 > AT+CSQ\\r\n0.005000 < \\r\\n+CSQ: 99,99\\r\\n\\r\\nOK\\r\\n\n");
        Run partly = replay(SPEAKS + "0.000000 > AT+CREG?\\r\n0.005000 < \\r\\nERROR\\r\\n\n");

        assertThat(result(sim, "sim")).isEqualTo("OK");
        for (Run run : List.of(sim, signal, partly)) {
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            assertThat(result(run, "network")).isEqualTo("SKIPPED");
            assertThat(Patient.check(run, "network").get("finding").asText())
                    .isEqualTo("the recording has no answer to AT+CGREG?");
        }
    }

    @Test
    void whatTheModemRefusesIsStillItsFault() throws Exception {
        StringBuilder refused = new StringBuilder(SPEAKS);
        for (String question : List.of("AT+CGREG?", "AT+CEREG?", "AT+CREG?")) {
            refused.append("0.000000 > ").append(question).append("\\r\n0.005000 < \\r\\nERROR\\r\\n\n");
        }

        assertThat(Patient.causes(replay(refused.toString()))).containsExactly("MODEM_REFUSES");
    }

    @Test
    void anAccessPointThatWasNotAskedForIsNotSaidToBeMissing() throws Exception {
        String failed = WELL.replace("+MIPCALL: 10.0.0.1", "+MIPCALL: 0");
        String asked = failed + "5.000000 > AT+CGDCONT?\\r\n5.004000 < \\r\\nOK\\r\\n\n";

        assertThat(Patient.check(replay(failed), "bearer").get("finding").asText())
                .doesNotContain("access point is");
        assertThat(Patient.check(replay(asked), "bearer").get("finding").asText())
                .contains("no access point is set");
    }

    @Test
    void theLastAnswerCounts() throws Exception {
        Run run = replay(WELL + "9.000000 > AT+CPIN?\\r\n9.005000 < \\r\\n+CME ERROR: 10\\r\\n");

        assertThat(Patient.causes(run)).containsExactly("SIM_MISSING");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aDialThatFailedIsToldByItsResultCodeWhereverThatStands() throws Exception {
        String failed = WELL.replace(
                "4.000000 < \\r\\n+MIPCALL: 10.0.0.1\\r\\n",
                "3.900000 > AT+CSQ\\r\n4.000000 < \\r\\n+MIPCALL: 0\\r\\n");

        assertThat(Patient.causes(replay(failed))).isEqualTo(Set.of("APN_REFUSED", "BEARER_REFUSED"));
        String owed = WELL.replace("4.000000 < \\r\\n+MIPCALL: 10.0.0.1\\r\\n", "");
        assertThat(result(replay(owed), "bearer")).isEqualTo("SKIPPED");
        assertThat(Patient.causes(replay(owed + "160.000000 > AT\\r\n160.002000 < \\r\\nOK\\r\\n")))
                .isEqualTo(Set.of("APN_REFUSED", "BEARER_REFUSED"));
    }

    @Test
    void anOpenThatFailedIsJudgedWithTheReasonThatWasAskedFor() throws Exception {
        String open = WELL + """
                5.000000 > AT+MQTTOPEN=1,"broker.example",8883,0,60,2\\r
                5.100000 < \\r\\nOK\\r\\n
                7.000000 < \\r\\n+MQTTOPEN: 1,0\\r\\n
                """;
        Run bare = replay(open);
        assertThat(Patient.causes(bare))
                .isEqualTo(Set.of("BROKER_UNREACHABLE", "CREDENTIALS_REFUSED", "BROKER_REFUSED"));
        Run reason = replay(open + "8.000000 > AT+GTSSLERR?\\r\n8.004000 < \\r\\n+GTSSLERR: -19\\r\\n\\r\\nOK\\r\\n");
        assertThat(Patient.causes(reason)).containsExactly("TLS_CERTIFICATE");
        JsonNode broker = Patient.check(reason, "broker");
        assertThat(broker.get("said").asText()).isEqualTo("+MQTTOPEN: 1,0, +GTSSLERR: -19");
        Run clock = replay(open + "8.000000 > AT+GTSSLERR?\\r\n8.004000 < \\r\\n+GTSSLERR: -11\\r\\n\\r\\nOK\\r\\n");
        assertThat(Patient.causes(clock)).isEqualTo(Set.of("TLS_CERTIFICATE", "TLS_CLOCK"));
    }

    @Test
    void aConnectionThatBrokeMayHaveBeenTakenOver() throws Exception {
        String open = WELL + """
                5.000000 > AT+MQTTOPEN=1,"broker.example",1883,0,60\\r
                5.100000 < \\r\\nOK\\r\\n\\r\\n+MQTTOPEN: 1,1\\r\\n
                """;
        assertThat(result(replay(open), "broker")).isEqualTo("OK");
        assertThat(Patient.causes(replay(open + "7.000000 < \\r\\n+MQTTBREAK: 1,1\\r\\n\n")))
                .isEqualTo(Set.of("CONNECTION_BROKEN", "IDENTITY_IN_USE"));
        assertThat(Patient.causes(replay(open + "7.000000 < \\r\\n+MQTTBREAK: 1,3\\r\\n\n")))
                .isEqualTo(Set.of("CONNECTION_BROKEN", "BEARER_LOST"));
    }

    @Test
    void aRecordingWithoutAModemIsJudgedByWhatCame() throws Exception {
        String busy = "0.000000 > AT\\r\n0.001000 < Port already in use\\r\\n\n";
        assertThat(Patient.causes(replay(busy))).containsExactly("LINE_BUSY");
        String noise = "0.000000 > AT\\r\n0.001000 < \\xfe\\x80\\x00\\xf8\n";
        assertThat(Patient.causes(replay(noise))).containsExactly("LINE_NOISE");
        String nothing = "0.000000 > AT\\r\n1.000000 > AT\\r\n";
        assertThat(Patient.causes(replay(nothing))).isEqualTo(Set.of("MODEM_SILENT", "LINE_SILENT"));
    }

    @Test
    void aFileThatIsNoRecordingIsAWrongRequest() throws Exception {
        for (String wrong : new String[] {"", "# 12 events lost\n", "hello\n", "0.0 > AT\\r\n0.1 = OK\n"}) {
            Run run = replay(wrong);
            assertThat(run.status()).as(wrong).isEqualTo(2);
            assertThat(run.err()).startsWith("atflux: the recording: ");
        }
        assertThat(replay(WELL, "tcp://127.0.0.1:1").status()).isEqualTo(2);
    }
}
