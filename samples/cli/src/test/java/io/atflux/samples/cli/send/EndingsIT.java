package io.atflux.samples.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that a result code ends, after OK. */
@Timeout(60)
class EndingsIT {

    private static final String OK = "\r\nOK\r\n";

    @Test
    void theNextCommandWaitsForTheProfilesResultCode() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(
                switch (line) {
                    case "AT+MQTTSUB=1,\"a\",0" -> OK + "\r\n+MQTTSUB: 2,1\r\n\r\n+MQTTSUB: 1,1\r\n";
                    default -> OK;
                });
        try (FakeModem modem = new FakeModem(script)) {
            Run json = Run.of("send", "--json", "--no-init", modem.url(), "AT+MQTTSUB=1,\"a\",0", "AT+CSQ");
            Run text = Run.of("send", "--no-init", modem.url(), "AT+MQTTSUB=1,\"a\",0");
            Run urcs = Run.of("send", "--json", "--urcs", "--no-init", modem.url(), "AT+MQTTSUB=1,\"a\",0");
            Run without = Run.of("send", "--json", "--no-init", "--no-settle", modem.url(), "AT+MQTTSUB=1,\"a\",0");
            Run generic =
                    Run.of("send", "--json", "--no-init", "--profile=generic", modem.url(), "AT+MQTTSUB=1,\"a\",0");

            assertThat(json.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+MQTTSUB=1,\\'a\\',0','result':'OK','lines':[],'ending':'+MQTTSUB: 1,1'}",
                            "{'type':'reply','command':'AT+CSQ','result':'OK','lines':[]}");
            assertThat(text.out()).matches("> AT\\+MQTTSUB=1,\"a\",0\\ROK\\R\\+MQTTSUB: 1,1  \\(\\d+ ms\\)\\R");
            assertThat(urcs.shapes())
                    .containsSubsequence(
                            "{'type':'urc','line':'+MQTTSUB: 1,1'}",
                            "{'type':'reply','command':'AT+MQTTSUB=1,\\'a\\',0','result':'OK','lines':[],'ending':'+MQTTSUB: 1,1'}");
            assertThat(without.out()).doesNotContain("ending");
            assertThat(generic.out()).doesNotContain("ending");
        }
    }

    @Test
    void aResultCodeThatIsANoIsAFailure() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say(OK + "\r\n+MQTTSUB: 1,0\r\n"))) {
            Run run = Run.of("send", "--json", "--no-init", modem.url(), "AT+MQTTSUB=1,\"a\",0");

            assertThat(run.shapes())
                    .containsExactly("{'type':'error','command':'AT+MQTTSUB=1,\\'a\\',0','error':'REJECTED',"
                            + "'outcome':'REJECTED','lines':['+MQTTSUB: 1,0']}");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void aResultCodeThatTheUserNamesEndsTheCommand() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(
                line.startsWith("AT+FOO")
                        ? OK + "\r\n+FOO: 3\r\n"
                        : line.startsWith("AT+SEND") ? OK + "\r\nSEND OK\r\n" : OK);
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of(
                    "send",
                    "--json",
                    "--no-init",
                    "--wait=+foo:",
                    "--wait=+SEND:SEND OK",
                    modem.url(),
                    "AT+FOO=1",
                    "AT+SEND",
                    "AT+FOO=?",
                    "AT");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+FOO=1','result':'OK','lines':[],'ending':'+FOO: 3'}",
                            "{'type':'reply','command':'AT+SEND','result':'OK','lines':[],'ending':'SEND OK'}",
                            "{'type':'reply','command':'AT+FOO=?','result':'OK','lines':[]}",
                            "{'type':'reply','command':'AT','result':'OK','lines':[]}");
        }
    }

    @Test
    void aResultCodeThatDoesNotComeIsATimeOut() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.of(
                    "send", "--json", "--no-init", "--wait", "+FOO", "--timeout", "300ms", modem.url(), "AT+FOO=1");

            assertThat(run.objects().get(0).get("error").asText()).isEqualTo("TIMEOUT");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"MQTTSUB", "''", "AT+A"})
    void whatIsNoResultCodeIsRefused(String wait) {
        Run run = Run.of("send", "--wait", wait, "tcp://127.0.0.1:1", "AT");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("is no result code such as +MQTTSUB");
    }

    @Test
    void nothingIsSentAfterTheFirstErrorIfThatIsAskedFor() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(line.equals("AT+B") ? "\r\nERROR\r\n" : OK);
        try (FakeModem modem = new FakeModem(script)) {
            List<Run> runs = List.of(
                    Run.of("send", "--no-init", "--stop-on-error", modem.url(), "AT+A", "AT+B", "AT+C"),
                    Run.withInput("AT+A\nAT+B\nAT+C\n", "send", "--no-init", "--stop-on-error", modem.url()));

            assertThat(modem.heard()).containsExactly("AT+A", "AT+B", "AT+A", "AT+B");
            assertThat(runs).allSatisfy(run -> {
                assertThat(run.err().strip()).isEqualTo("atflux: stopped at the first command that failed");
                assertThat(run.status()).isEqualTo(1);
            });
        }
    }

    @Test
    void aReasonThatHoldsForAllThatWasNotSentIsToldOnce() {
        Run run = Run.of("send", "tcp://127.0.0.1:1", "AT+A", "AT+B");

        assertThat(run.out().lines())
                .containsExactly(
                        "> AT+A",
                        "! CONNECTION: cannot open tcp://127.0.0.1:1: 127.0.0.1 refused the connection",
                        "> AT+B",
                        "! not sent either");
        assertThat(run.status()).isEqualTo(3);
    }
}
